extension Composer {
  /// A measure by itself.
  mutating func policy() -> [Block] {
    let passed = write(
      "（{year}年{n:1-12}月{n:1-28}日<锦澜市人民政府第{n:2-60}次常务会议通过|{机关}{year}年第{n:1-12}号公布>）")
    return [.paragraph(passed)] + articles() + attachmentNote
  }

  /// The chapters and articles of a measure: 第一章 总则, 第一条 …
  mutating func articles() -> [Block] {
    let scope = write("在{地}行政区域内开展{主题}相关工作，适用本办法。")
    let principle = write(
      "{主题}工作遵循<公开透明、科学规范、突出重点、注重绩效|政府引导、市场运作、公平公正、权责一致>的原则。")
    let duty = write(
      "{机关}负责{主题}工作的统筹协调和监督管理，财政部门负责资金保障，审计部门依法实施审计监督，各区（市）县人民政府负责本辖区的组织实施。")
    let purpose = write("为{目的语}，根据{依据}<等法律法规|和{上级文件}>，结合本市实际，制定本办法。")
    let chapters: [(String, [String])] = [
      ("总则", [purpose, scope, principle, duty]),
      (write("<对象和条件|申报条件>"), phrases("条件")),
      (write("<支持内容|支持标准>"), phrases("支持")),
      (write("<申请与审核|办理程序>"), process()),
      ("监督管理", supervision()),
      ("附则", [write("本办法由{机关}负责解释。"), write("此前有关规定与本办法不一致的，以本办法为准。")]),
    ]
    return numberedArticles(chapters)
  }

  /// Chapters with their articles counted through.
  func numberedArticles(_ chapters: [(String, [String])]) -> [Block] {
    var blocks: [Block] = []
    var count = 0
    for (index, chapter) in chapters.enumerated() {
      blocks.append(.chapter("第\(ChineseNumeral.text(index + 1))章　\(chapter.0)"))
      for sentence in chapter.1 {
        count += 1
        blocks.append(
          .paragraph("第\(ChineseNumeral.text(count))条　\(sentence)\(Self.stop(after: sentence))"))
      }
    }
    return blocks
  }

  private mutating func process() -> [String] {
    [
      write("申请人应当提交下列材料：\(phrases("材料").joined(separator: "；"))。"),
      write("受理部门应当自收到申请之日起{n:3-7}个工作日内完成形式审查；材料不齐全的，应当一次性告知需要补正的全部内容。"),
      write("{机关}应当自受理之日起{n:15-30}个工作日内作出决定，并将结果向社会公示，公示期不少于{n:5-7}日。"),
    ]
  }

  private mutating func supervision() -> [String] {
    [
      write("建立{主题}绩效评价制度，评价结果作为政策调整和预算安排的依据。"),
      write("任何单位和个人不得截留、挤占、挪用资金。违反本办法规定的，责令限期改正；情节严重的，依法追究责任。"),
      write("申请人对材料的真实性负责，以虚假材料骗取支持的，追回资金，三年内不得再次申请。"),
    ]
  }

  /// An 实施意见.
  mutating func opinion() -> [Block] {
    let intro = write(
      "为贯彻落实{上级文件}，{目标}，<经市政府同意，|>现就<加快推进|加强>{主题}工作提出如下<实施|>意见。")
    let aim = write(
      "到{目标年}年，全市{主题}工作体系<更加健全|基本完善>，服务能力明显增强，{对象}满意度达到{n:90-98}%以上。")
    let body: [(String, [Block])] = [
      ("总体目标", [.paragraph(aim)]),
      ("主要任务", numbered(phrases("任务"))),
      ("政策支持", numbered(phrases("支持"))),
      ("保障措施", requirements()),
    ]
    return [salutation(), .paragraph(intro)] + sections(body) + attachmentNote + [signature]
  }

  /// 政策解读 in sections.
  mutating func background() -> [Block] {
    let reason = write(
      "近年来，我市{主题}工作取得积极成效，但仍存在政策知晓度不高、申报流程偏长等问题。为{目标}，{机关}在充分调研、广泛征求意见的基础上，<牵头起草|修订形成>了《{地}{办法}》（以下简称《办法》）。"
    )
    let basis = write("主要依据{依据}、{上级文件}等，<并借鉴外地经验做法|结合我市实际制定>。")
    let change = write(
      "与原政策相比，《办法》<扩大了支持范围|简化了申报材料|提高了支持标准>，<审核时限压缩{比例}|推行全程网办>，更加突出普惠性和精准性。")
    let body: [(String, [Block])] = [
      (write("<出台背景|起草背景和目的>"), [.paragraph(reason)]),
      ("制定依据", [.paragraph(basis)]),
      (write("<主要内容|重点内容>"), numbered(phrases("支持") + phrases("条件", limit: 2))),
      (write("<主要变化|创新举措|政策亮点>"), [.paragraph(change)]),
      ("咨询渠道", [.paragraph(write("解读单位：{机关}{科室}，咨询电话：{电话}。"))]),
    ]
    return sections(body)
  }
}
