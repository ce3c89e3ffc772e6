extension Composer {
  /// A 通知 that calls for applications: conditions, standards, materials, procedure.
  mutating func call() -> [Block] {
    var blocks = [salutation(), .paragraph(opening("申报"))]
    let conditions = phrases("条件")
    let standards = phrases("支持")
    let materials = phrases("材料")
    let body: [(String, [Block])] = [
      (write("<申报条件|申报对象和条件|支持对象>"), numbered(conditions)),
      (write("<支持标准|支持方式和标准|扶持内容>"), numbered(standards)),
      ("申报材料", numbered(materials)),
      (write("<申报时间和程序|申报流程|申报方式>"), procedure()),
      (write("<工作要求|有关要求>"), requirements()),
    ]
    blocks += sections(body)
    blocks.append(.paragraph(contact()))
    blocks += attachmentNote
    blocks.append(signature)
    return blocks
  }

  /// A 通知 that assigns work.
  mutating func work() -> [Block] {
    var blocks = [salutation(), .paragraph(opening("有关"))]
    let aims = write(
      "坚持以习近平新时代中国特色社会主义思想为指导，{目标}，确保{year}年{主题}各项任务落到实处。")
    let body: [(String, [Block])] = [
      (write("<总体要求|工作目标>"), [.paragraph(aims)]),
      (write("<重点任务|主要任务>"), numbered(phrases("任务") + phrases("支持", limit: 1))),
      (write("<时间安排|实施步骤>"), schedule()),
      (write("<工作要求|保障措施>"), requirements()),
    ]
    blocks += sections(body)
    if prose.random.chance(50) { blocks.append(.paragraph(contact())) }
    blocks += attachmentNote
    blocks.append(signature)
    return blocks
  }

  /// A 通知 that issues a measure and carries its text.
  mutating func issue() -> [Block] {
    let sentence = write(
      "<《{地}{办法}》已经<市政府第{n:2-60}次常务会议审议通过|局长办公会研究同意>|现将《{地}{办法}》印发给你们>，请<结合实际，认真贯彻执行|遵照执行>。")
    let validity = write("本办法自{year}年{n:1-12}月1日起施行，有效期{n:2-5}年。")
    return [salutation(), .paragraph(sentence)] + attachmentNote + [signature]
      + [.chapter(write("{地}{办法}"))] + articles() + [.paragraph(validity)]
  }

  /// A short 公告.
  mutating func announcement() -> [Block] {
    let first = write(
      "为<方便企业和群众办事|进一步优化服务|提高办事效率>，经研究，决定自{截止}起<调整|优化>“{事项}”事项的办理方式，现将有关事项公告如下：")
    let points = [
      write("办理时间：工作日上午9:00—12:00，下午13:00—17:00<，周六上午提供延时服务|>"),
      write("办理地点：{地址}政务服务大厅{n:1-4}楼{n:1-60}号窗口"),
      write("网上办理：登录锦澜市政务服务网，搜索“{事项}”在线提交"),
      write("咨询电话：{电话}"),
    ]
    return [.paragraph(first)] + numbered(points) + [.paragraph("特此公告。"), signature]
  }

  /// The first paragraph of a 通知.
  mutating func opening(_ what: String) -> String {
    prose.slots["事"] = what == "申报" ? "申报工作有关事项" : "有关工作"
    return write(
      "为{目标}，根据{依据}<|和{上级文件}|、《{地}{办法}》>，<经研究，|>现<就|将>{year}年{项目}{事}通知如下：")
  }

  /// The paragraphs of how and when to apply.
  mutating func procedure() -> [Block] {
    numbered([
      write("<网上填报|在线申报>。申报单位登录锦澜市惠企政策服务平台，在{截止}前完成填报，逾期系统自动关闭"),
      write("<部门初审|属地审核>。各区（市）县主管部门对申报材料的真实性、完整性进行审核，并在{n:5-10}个工作日内出具推荐意见"),
      write("<专家评审|集中评审>。{机关}组织专家或者委托第三方机构进行评审，必要时开展现场核查"),
      write("公示<拨付|下达>。对拟支持对象在{机关}网站公示{n:5-7}个工作日，公示无异议后按程序办理"),
    ])
  }

  /// The paragraphs of when the work is done.
  mutating func schedule() -> [Block] {
    numbered([
      write("动员部署阶段（{n:1-3}月）。制定实施方案，明确目标任务和责任分工"),
      write("组织实施阶段（{n:4-9}月）。对照任务清单全面推进，建立工作台账，按月报送进展情况"),
      write("总结提升阶段（{n:10-12}月）。总结经验做法，查找薄弱环节，形成长效机制"),
    ])
  }

  /// The paragraphs of what is asked of those addressed.
  mutating func requirements() -> [Block] {
    var items = [
      write("{要求}。各<单位|部门>要明确专人负责，<细化工作措施|建立工作台账>，确保{主题}工作有序推进"),
      write("<强化协同配合|加强沟通衔接>。{科室}牵头负责统筹协调，财政、审计等部门按照职责分工加强监督检查"),
      write("严肃工作纪律。对弄虚作假、骗取套取资金的，依法追回资金并纳入信用记录，构成犯罪的移送司法机关处理"),
    ]
    if prose.random.chance(60) { items += phrases("任务", limit: 2) }
    return numbered(items)
  }

  /// The line with people to ask.
  mutating func contact() -> String {
    write("联系人：{科室}　{姓名}、{姓名}；联系电话：{电话}；<技术支持：{电话}|监督电话：{电话}|地址：{地址}>。")
  }
}
