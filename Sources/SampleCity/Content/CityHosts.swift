extension CityHost {
  /// The 64 sites in the order of `sites.conf`: portal, departments, districts, industry, services.
  package static let all: [CityHost] =
    [portal] + departments + districtSites + industrySites + services

  private static let portal = site(
    "www", "锦澜市人民政府门户网站", "锦澜市人民政府办公厅", "锦府办发", .portal,
    "fuchi chanye rexian zhaoshang shuishou ruxue rencai jiaotong shebao huanping", 58,
    .utf8, .divisions, .dated, .exact, .standard, .compressedIndex)

  private static let departments: [CityHost] = [
    site(
      "jxw", "锦澜市经济和信息化局", "锦澜市经济和信息化局", "锦经信发", .department,
      "fuchi chanye shuzi fuchi", 34, .utf8, .divisions, .dated, .exact, .standard, .index),
    site(
      "fgw", "锦澜市发展和改革委员会", "锦澜市发展和改革委员会", "锦发改", .department,
      "zhaobiao xinyong zhaoshang chanye", 18, .utf8HeaderOnly, .divisions, .numbered, .exact,
      .crawlDelay, .plain),
    site(
      "kjj", "锦澜市科学技术局", "锦澜市科学技术局", "锦科发", .department,
      "gaoqi zhishi fuchi", 20, .utf8, .semantic, .included, .exact, .standard, .plain),
    site(
      "jyj", "锦澜市教育局", "锦澜市教育局", "锦教发", .department,
      "ruxue ruxue jiankang", 18, .gbkMeta, .tables, .query, .lower, .standard, .none),
    site(
      "mzj", "锦澜市民政局", "锦澜市民政局", "锦民发", .department,
      "yanglao falv", 14, .utf8, .divisions, .dated, .lower, .longerAllow, .plain),
    site(
      "sfj", "锦澜市司法局", "锦澜市司法局", "锦司发", .department,
      "falv xinyong", 14, .utf8MetaOnly, .pasted, .numbered, .exact, .standard, .plain),
    site(
      "czj", "锦澜市财政局", "锦澜市财政局", "锦财企", .department,
      "shuishou fuchi chanye shenji", 26, .gbkHeader, .tables, .dated, .shouted, .wildcards, .plain),
    site(
      "rsj", "锦澜市人力资源和社会保障局", "锦澜市人力资源和社会保障局", "锦人社发", .department,
      "chuangye shebao rencai", 24, .utf8, .divisions, .numbered, .exact, .standard, .index),
    site(
      "zrzy", "锦澜市规划和自然资源局", "锦澜市规划和自然资源局", "锦规资发", .department,
      "baozhangfang huanping", 14, .utf8, .semantic, .included, .exact, .byteOrderMark, .plain),
    site(
      "sthj", "锦澜市生态环境局", "锦澜市生态环境局", "锦环发", .department,
      "huanping gongshui", 18, .utf8ClaimsGBK, .divisions, .dated, .markup, .standard, .plain),
    site(
      "zjj", "锦澜市住房和城乡建设局", "锦澜市住房和城乡建设局", "锦住建发", .department,
      "baozhangfang anquan gongjijin", 18, .utf8, .divisions, .numbered, .exact, .groups, .plain),
    site(
      "jtj", "锦澜市交通运输局", "锦澜市交通运输局", "锦交发", .department,
      "jiaotong anquan", 16, .gbkLate, .tables, .query, .shouted, .missing, .none,
      [.chineseQueries]),
    site(
      "swj", "锦澜市水务局", "锦澜市水务局", "锦水务发", .department,
      "gongshui huanping", 14, .gbkHeader, .pasted, .dated, .absent, .standard, .text),
    site(
      "nyncj", "锦澜市农业农村局", "锦澜市农业农村局", "锦农发", .department,
      "nongye nongye fuchi", 18, .gbkUnlabelled, .tables, .dated, .absent, .standard, .plain),
    site(
      "swt", "锦澜市商务局", "锦澜市商务局", "锦商务发", .department,
      "zhaoshang fuchi wenlv", 18, .utf8, .cards, .bare, .exact, .standard, .compressed),
    site(
      "wglj", "锦澜市文化广电旅游局", "锦澜市文化广电旅游局", "锦文广旅发", .department,
      "wenlv wenlv tiyu", 16, .utf8, .cards, .bare, .exact, .standard, .plain, [.calendar]),
    site(
      "wjw", "锦澜市卫生健康委员会", "锦澜市卫生健康委员会", "锦卫发", .department,
      "jiankang yibao yanglao", 16, .utf8, .divisions, .numbered, .lower, .standard, .plain),
    site(
      "yjj", "锦澜市应急管理局", "锦澜市应急管理局", "锦应急发", .department,
      "anquan anquan huanping", 16, .utf8Mark, .semantic, .included, .exact, .standard, .plain),
    site(
      "sjj", "锦澜市审计局", "锦澜市审计局", "锦审发", .department,
      "shenji shuishou", 12, .utf8, .divisions, .dated, .exact, .standard, .plain, [.slow]),
    site(
      "gzw", "锦澜市国有资产监督管理委员会", "锦澜市国有资产监督管理委员会", "锦国资发", .department,
      "guozi shenji", 14, .gbkMeta, .tables, .query, .lower, .moved, .none),
    site(
      "scjg", "锦澜市市场监督管理局", "锦澜市市场监督管理局", "锦市监发", .department,
      "zhizhao zhishi xinyong", 20, .utf8, .divisions, .dated, .exact, .standard, .plain,
      [.redirects]),
    site(
      "tjj", "锦澜市统计局", "锦澜市统计局", "锦统发", .department,
      "tongji tongji shuishou", 14, .gbkClaimsUTF8, .tables, .included, .shouted, .oldLines, .plain),
    site(
      "ybj", "锦澜市医疗保障局", "锦澜市医疗保障局", "锦医保发", .department,
      "yibao yibao jiankang", 14, .utf8, .semantic, .numbered, .exact, .standard, .plain),
    site(
      "jrj", "锦澜市地方金融监督管理局", "锦澜市地方金融监督管理局", "锦金发", .department,
      "jinrong fuchi", 16, .utf8, .divisions, .numbered, .exact, .standard, .plain),
    site(
      "tzcj", "锦澜市投资促进局", "锦澜市投资促进局", "锦投促发", .department,
      "zhaoshang chanye", 16, .utf8, .cards, .bare, .exact, .forbidden, .plain),
    site(
      "cgw", "锦澜市城市管理委员会", "锦澜市城市管理委员会", "锦城管发", .department,
      "chengguan anquan", 16, .utf8, .divisions, .dated, .exact, .standard, .plain, [.flaky]),
    site(
      "xfj", "锦澜市信访局", "锦澜市信访局", "锦信发", .department,
      "rexian falv", 6, .utf8, .divisions, .dated, .exact, .standard, .none, [.failing]),
    site(
      "tyj", "锦澜市体育局", "锦澜市体育局", "锦体发", .department,
      "tiyu tiyu wenlv", 14, .utf8, .semantic, .bare, .exact, .page, .plain, [.softErrors]),
  ]

  private static let industrySites: [CityHost] = [
    site(
      "sme", "锦澜市中小企业公共服务平台", "锦澜市中小企业服务中心", "锦企服", .industry,
      "fuchi jinrong shuzi chuangye", 24, .utf8, .cards, .bare, .exact, .standard, .plain,
      [.reprints]),
    site(
      "hitech", "锦澜市高新技术产业协会", "锦澜市高新技术产业协会", "锦高协", .industry,
      "gaoqi zhishi shuzi", 14, .gbkMeta, .tables, .query, .absent, .missing, .none),
    site(
      "soft", "锦澜市软件行业协会", "锦澜市软件行业协会", "锦软协", .industry,
      "shuzi gaoqi", 14, .utf8, .semantic, .bare, .absent, .standard, .unannounced, [.orphans]),
    site(
      "bio", "锦澜市生物医药产业联盟", "锦澜市生物医药产业联盟", "锦药联", .industry,
      "chanye jiankang zhaoshang", 12, .utf8, .pasted, .numbered, .absent, .closed, .plain),
    site(
      "auto", "锦澜市汽车产业促进会", "锦澜市汽车产业促进会", "锦汽促", .industry,
      "chanye zhaoshang", 12, .gbkLatin1, .tables, .query, .absent, .standard, .none, [.frameset]),
    site(
      "ic", "锦澜市集成电路行业协会", "锦澜市集成电路行业协会", "锦集协", .industry,
      "chanye gaoqi fuchi", 12, .utf8, .cards, .bare, .absent, .standard, .truncated),
  ]

  private static let services: [CityHost] = [
    site(
      "zwfw", "锦澜市政务服务网", "锦澜市政务服务管理办公室", "锦政务发", .service,
      "rexian zhizhao fuchi shebao", 22, .utf8, .cards, .bare, .exact, .standard, .index,
      [.scriptLinks]),
    site(
      "ggzy", "锦澜市公共资源交易中心", "锦澜市公共资源交易中心", "锦交易", .service,
      "zhaobiao zhaobiao", 18, .utf8, .divisions, .query, .exact, .standard, .plain, [.sessionIDs]),
    site(
      "gjj", "锦澜住房公积金管理中心", "锦澜住房公积金管理中心", "锦公积金", .service,
      "gongjijin gongjijin", 16, .gbk18030, .tables, .dated, .lower, .standard, .plain),
    site(
      "rcfw", "锦澜市人才服务中心", "锦澜市人才服务中心", "锦人才", .service,
      "rencai chuangye", 16, .utf8, .semantic, .chinese, .exact, .standard, .plain),
    site(
      "credit", "信用锦澜", "锦澜市信用建设服务中心", "锦信用", .service,
      "xinyong xinyong", 14, .utf8, .divisions, .dated, .exact, .broken, .plain),
    site(
      "invest", "投资锦澜", "锦澜市投资服务中心", "锦投服", .service,
      "zhaoshang rexian fuchi", 14, .utf8, .cards, .bare, .exact, .standard, .plain,
      [.metaRefresh]),
  ]

  /// One row of the tables; the columns are the properties in their order.
  static func site(
    _ id: String, _ name: String, _ issuer: String, _ documentPrefix: String, _ kind: Kind,
    _ topics: String, _ articleCount: Int, _ charset: PageCharset, _ layout: Layout,
    _ addressing: Addressing, _ metaStyle: MetaStyle, _ robots: RobotsStyle,
    _ sitemap: SitemapStyle, _ traits: Set<Trait> = [], district: String = ""
  ) -> CityHost {
    CityHost(
      id: id, name: name, issuer: issuer, documentPrefix: documentPrefix, kind: kind,
      district: district, topics: topics.split(separator: " ").map(String.init),
      articleCount: articleCount, charset: charset, layout: layout, addressing: addressing,
      metaStyle: metaStyle, robots: robots, sitemap: sitemap, traits: traits)
  }
}
