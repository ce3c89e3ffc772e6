/// Words and phrases by which Chinese and English pages mark what is not their main text. Hints only: text that dominates a page is never thrown away for its class name.
enum Boilerplate {
  /// What the words of an element's class, id and role say about it.
  enum Hint: UInt8, Sendable {
    case none, content, boilerplate, furniture, comments
    /// Words such as "rich text" that no boilerplate carries: they outweigh all others.
    case protected
  }

  /// Reads class and id word by word: words are cut at anything but letters and at a change to upper case.
  static func hint(class names: ArraySlice<UInt8>?, id: ArraySlice<UInt8>?) -> Hint {
    var strongest = Hint.none
    for value in [names, id] {
      // A longer one is a list of style rules, whose words name looks, not parts.
      guard let value, value.count <= 100 else { continue }
      forEachWord(value) { word in
        let hint = words[word] ?? .none
        if hint.weight > strongest.weight { strongest = hint }
      }
    }
    return strongest
  }

  /// Calls `body` with each word of a class attribute, packed; at most 24 words.
  private static func forEachWord(_ value: ArraySlice<UInt8>, _ body: (UInt64) -> Void) {
    var word: UInt64 = 0
    var length = 0
    var wasLower = false
    var count = 0
    for byte in value {
      let isUpper = byte >= 65 && byte <= 90
      let isLower = byte >= 97 && byte <= 122
      if length > 0, !isUpper && !isLower || isUpper && wasLower {
        body(word)
        (word, length) = (0, 0)
        count += 1
        if count == 24 { return }
      }
      if isUpper || isLower {
        // A word longer than eight letters is known by its first eight.
        if length < 8 { word = word << 8 | UInt64(byte | 32) }
        length += 1
      }
      wasLower = isLower
    }
    if length > 0 { body(word) }
  }

  private static let words: PackedTable<Hint> = {
    var table: [UInt64: Hint] = [:]
    func add(_ list: String, _ hint: Hint) {
      for word in list.split(separator: " ") { table[pack(word.utf8)] = hint }
    }
    add(
      """
      location position share sharing bdshare aside side ad ads adv advert banner tools tool qrcode qr erweima \
      weixin wechat hot hots rank ranking tags tagbox tabs aboutus contact print dayin favorite dianzan \
      statement disclaim feedback download popup modal toast dialog report jubao prev next prevnext more \
      notice vote gg adbox
      """, .boilerplate)
    add(
      """
      nav navbar naviga menu menus foot footer btm copyrig copyright crumb crumbs breadcru related relate \
      relevant recommen recommend recomm rec sidebar login register search toolbar pager paging pagenav \
      pagination guess links friend friends subnav topbar tophead hotnews sitemap ranklist
      """, .furniture)
    add("comment comments pinglun review reviews cmt", .comments)
    add("rich", .protected)
    add(
      """
      article content contents detail details zoom ucap trs main text txt post entry body news \
      artical articlec
      """, .content)
    // The bigram "copyRight" of camel case reads as two words.
    table[pack("copy".utf8)] = .furniture
    return PackedTable(table)
  }()

  private static func pack(_ word: some Sequence<UInt8>) -> UInt64 {
    word.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Whether a short line is page furniture such as 【打印】【关闭】 or 上一篇：….
  static func isFurniture(_ line: [UInt8]) -> Bool {
    if line.isEmpty || line.count > 300 { return false }
    if isLong(line.span) { return false }
    let bare = undecorated(line)
    guard bare.count <= 150 else { return false }
    if bare.isEmpty || wholeLines.contains(bare) || isCounter(bare) { return true }
    if ForumFurniture.contains(bare) { return true }
    if phrases.contains(where: { ByteSearch.first(of: $0, in: bare.span) != nil }) { return true }
    guard let candidates = beginnings[bare[0]] else { return false }
    return candidates.contains { bare.starts(with: $0) }
  }

  /// Whether a line has more than 50 common characters, which no furniture has, whatever else stands there.
  static func isLong(_ line: Span<UInt8>) -> Bool {
    guard line.count > 150 else { return false }
    var common = 0
    var at = 0
    while at < line.count, common <= 50 {
      let isCommon = line[at].beginsCommonHan
      common &+= isCommon ? 1 : 0
      at &+= isCommon ? 3 : 1
    }
    return common > 50
  }

  /// A bare number of at most four digits or a day with a time of day: counters and times of posts.
  private static func isCounter(_ bare: [UInt8]) -> Bool {
    guard bare.count <= 14, bare.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return false }
    return bare.count <= 4 || bare.count >= 12
  }

  /// The line without blanks, brackets, dashes, arrows and colons.
  private static func undecorated(_ line: [UInt8]) -> [UInt8] {
    var bare: [UInt8] = []
    bare.reserveCapacity(line.count)
    var at = 0
    // More than 150 bytes are no furniture, whatever follows.
    while at < line.count, bare.count <= 150 {
      let byte = line[at]
      if byte.beginsCommonHan, at + 3 <= line.count {
        for index in at..<at + 3 { bare.append(line[index]) }
        at += 3
        continue
      }
      let length = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let end = min(at + length, line.count)
      var packed: UInt32 = 0
      for index in at..<end { packed = packed << 8 | UInt32(line[index]) }
      if !isDecoration(packed) {
        for index in at..<end { bare.append(line[index]) }
      }
      at = end
    }
    return bare
  }

  /// Whether a character, given as its UTF-8 bytes in one number, is decoration.
  private static func isDecoration(_ packed: UInt32) -> Bool {
    if packed < 0x80 { return asciiDecoration[Int(packed)] }
    // Han characters, of which most text consists, begin with E4 to E9.
    return (packed >> 16 < 0xE4 || packed >> 16 > 0xE9) && wideDecoration.contains(packed)
  }

  private static let asciiDecoration: [Bool] = {
    var table = [Bool](repeating: false, count: 128)
    for byte in " \t|[]()<>:/\\-_.".utf8 { table[Int(byte)] = true }
    return table
  }()
  private static let wideDecoration = Set(
    "·•【】（）《》「」：—←→↑↓»«".unicodeScalars.map { scalar in
      String(scalar).utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    })

  private static let wholeLines = Set(
    [
      "打印", "关闭", "关闭窗口", "关闭本页", "打印本页", "打印关闭", "打印本页关闭窗口", "打印关闭窗口", "分享到", "分享", "分享至", "收藏",
      "返回顶部", "返回列表", "返回首页", "返回", "大中小", "字体大中小", "字号大中小", "字体小中大", "字号", "默认", "特大", "超大", "繁体",
      "字体", "大", "中", "小", "保存", "复制链接", "收藏本页", "加入收藏", "设为首页", "首页", "更多", "查看更多", "展开全文",
      "点击展开全文", "举报", "点赞",
      "回复", "转发", "评论", "微信", "微博", "扫一扫", "扫一扫在手机打开当前页", "扫一扫手机打开当前页", "手机看", "手机版", "无障碍", "相关新闻",
      "相关阅读", "相关文章",
      "相关链接", "相关推荐", "推荐阅读", "延伸阅读", "热门推荐", "热点推荐", "猜你喜欢", "网友评论", "发表评论", "最新评论", "登录", "注册",
      "上一篇",
      "下一篇", "上一页", "下一页", "没有了", "广告", "Advertisement", "分享到微信", "分享到微博", "QQ空间", "新浪微博", "腾讯微博",
      "朋友圈", "微信好友",
      "用微信扫码二维码", "分享至好友和朋友圈", "全文", "正文", "当前位置", "播报", "编辑", "收起", "目录", "客户端", "我要纠错", "纠错",
      "语音播报", "视力保护色",
      "不喜欢", "播报文章", "关注", "踩", "展开全部", "已赞过", "已踩过", "播放", "下载", "倍速", "直播", "高清", "标清", "超清",
      "已标记为不喜欢内容，系统将减少此类推荐",
    ].map { Array($0.utf8) })
  /// What only notices of rights and of platforms say; their lines are short.
  private static let phrases = [
    "版权所有", "请勿转载", "未经授权禁止", "禁止复制或建立镜像", "仅提供信息存储服务", "违者必究", "您此时的心情", "减少或屏蔽此类内容",
  ].map { Array($0.utf8) }
  private static let beginnings = Dictionary(
    grouping: [
      "上一篇", "下一篇", "上一条", "下一条", "上一主题", "下一主题", "您的位置", "您当前的位置", "您当前所在", "当前位置", "您现在的位置",
      "你的位置", "所在位置", "版权所有", "主办单位", "主办",
      "承办单位", "网站标识码", "政府网站标识码", "蜀ICP备", "京ICP备", "ICP备", "京公网安备", "川公网安备", "Copyright",
      "COPYRIGHT", "©",
      "版权声明", "免责声明", "特别声明", "声明本", "技术支持", "推荐阅读", "相关阅读", "延伸阅读", "打印本", "扫一扫", "分享到", "分享到",
      "责任编辑", "编辑", "责编", "返回搜狐", "举报电话",
      "未经授权", "原标题", "打开APP", "打开微信", "微信扫", "用微信", "更多精彩", "浏览次数", "阅读次数", "点击数", "点击次数", "访问次数",
      "扫二维码", "语音播报文章", "举报/反馈", "文章不错", "字体大", "字号大", "视力保护", "阅读全文", "网站地图",
    ].map { Array($0.utf8) }, by: { $0[0] })
}

extension Boilerplate.Hint {
  /// Of several hints on one element the heaviest counts.
  fileprivate var weight: Int {
    switch self {
    case .none: 0
    case .content: 1
    case .comments: 2
    case .boilerplate: 3
    case .furniture: 4
    case .protected: 5
    }
  }
}
