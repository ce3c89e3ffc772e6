extension Composer {
  /// 政策解读 as questions and answers.
  mutating func questions() -> [Block] {
    let intro = write("{year}年以来，不少<企业|市民|企业和群众>来电咨询{主题}有关政策。现就大家关心的问题<解答|答复>如下：")
    var pairs = Array(zip(topic.all("问"), topic.all("答")))
    pairs.append((write("{事项}需要哪些材料？"), phrases("材料").joined(separator: "；") + "。"))
    pairs.append((write("需要符合什么条件？"), phrases("条件").joined(separator: "；") + "。"))
    pairs.append((write("在哪里咨询？"), "可以拨打{电话}或者12345热线咨询，也可以到{地址}{机关}{科室}现场咨询。"))
    var blocks: [Block] = [.paragraph(intro)]
    for (index, pair) in prose.random.shuffled(pairs).enumerated() {
      let question = write(pair.0)
      blocks.append(.heading("\(ChineseNumeral.text(index + 1))、问：\(question)"))
      blocks.append(.paragraph("答：" + write(pair.1)))
    }
    return blocks
  }

  /// 办事指南: a table of labels, then the steps.
  mutating func guide() -> [Block] {
    let rows: [[String]] = [
      ["项目", "内容"],
      ["事项名称", write("{事项}")],
      ["事项类型", write("<行政许可|行政确认|行政给付|公共服务>")],
      ["实施机关", host.issuer],
      ["服务对象", write("{对象}")],
      ["设定依据", write("{依据}")],
      ["受理条件", list(phrases("条件"))],
      ["申请材料", list(phrases("材料"))],
      ["法定办结时限", write("{n:15-30}个工作日")],
      ["承诺办结时限", write("{n:1-10}个工作日")],
      ["收费标准", write("<不收费|不收费|免费>")],
      ["办理地点", write("{地址}，政务服务大厅{n:1-60}号窗口")],
      ["办理时间", "工作日9:00—12:00，13:00—17:00"],
      ["咨询电话", write("{电话}")],
      ["监督投诉电话", write("12345；{电话}")],
    ]
    let steps = numbered([
      write("申请。申请人通过政务服务网或者窗口提交申请材料"),
      write("受理。工作人员当场核验材料，材料齐全的出具受理通知书"),
      write("审查。{科室}在承诺时限内完成审查"),
      write("决定和送达。作出<准予|同意>决定的，通过邮寄、窗口领取或者电子证照方式送达"),
    ])
    return [.table(rows)] + sections([("办理流程", steps), ("支持标准", numbered(phrases("支持")))])
  }

  private func list(_ items: [String]) -> String {
    items.enumerated().map { "\($0 + 1).\($1)" }.joined(separator: "；")
  }

  /// 公示 with a table of names.
  mutating func publicity() -> [Block] {
    let intro = write(
      "根据<{依据}|《{地}{办法}》>有关规定，经<单位申报、属地初审、专家评审|资料审核、现场核查、集体研究>等程序，<拟|现>将{项目}有关名单予以公示。")
    let period = write(
      "公示时间：{year}年{n:1-12}月{n:1-10}日至{n:11-20}日。公示期内，任何单位和个人如有异议，请以书面形式向{机关}{科室}反映，并提供必要的证明材料。")
    return [.paragraph(intro), .paragraph(period), .paragraph(contact()), .table(namesTable())]
      + attachmentNote + [signature]
  }

  /// A table of companies, people and amounts.
  mutating func namesTable() -> [[String]] {
    var rows = [["序号", "申报单位", "所在区县", "法定代表人", write("拟<支持|补助>金额（万元）")]]
    for row in 1...prose.random.number(in: 6...16) {
      rows.append([
        String(row), write("{公司}"), write("{区县}"), person(), write("{n:5-200}"),
      ])
    }
    return rows
  }

  /// A name; on GB18030 sites now and then with a character that takes four bytes there.
  mutating func person() -> String {
    guard host.charset == .gbk18030, prose.random.chance(40) else { return write("{姓名}") }
    return write("{姓}{名}") + prose.random.pick(["㑇", "㛃", "㻏", "䥽", "𬭎", "𫖯"])
  }

  /// News of the office's work.
  mutating func news() -> [Block] {
    let first = write(
      "<本报讯|本网讯|>　{日期}，{动态题}。<市委、市政府有关领导|{机关}主要负责人|分管副市长{姓名}>出席活动并讲话，<相关部门|各区（市）县>负责同志和企业代表参加。")
    let second = write(
      "<会议指出|会议强调>，要深入贯彻落实{上级文件}，{目标}。要聚焦重点难点，{任务甲}；要坚持问题导向，{任务乙}。")
    let third = write(
      "据介绍，<今年以来|近年来|截至目前>，我市围绕{主题}持续发力，{支持甲}，{n:100-9000}<家企业|名群众>从中受益。“<政策申报更方便了|办事效率越来越高|有了实实在在的获得感>，我们对今后的发展更有信心。”{公司}负责人{姓名}说。"
    )
    let last = write("下一步，{机关}将<持续优化服务|加大工作力度|会同有关部门>，{任务乙}，<为全市高质量发展作出新的贡献|不断增强企业和群众的获得感>。")
    return [first, second, third, last].map { .paragraph($0) }
      + [.paragraph(write("（<供稿|作者>：{姓名}　<编辑|责任编辑>：{姓名}）"))]
  }
}
