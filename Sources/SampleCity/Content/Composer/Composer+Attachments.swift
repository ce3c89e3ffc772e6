extension Composer {
  /// The text of a file in its role.
  mutating func attachment(_ role: AttachmentRole) -> [Block] {
    switch role {
    case .instructions: instructions()
    case .form: form()
    case .list: [.paragraph(write("根据{依据}，经审核并公示，现将名单公布如下："))] + [.table(namesTable())]
    case .measure: articles()
    }
  }

  /// 申报指南.
  private mutating func instructions() -> [Block] {
    let intro = write(
      "为{目标}，指导{对象}做好{year}年{项目}{申办}工作，根据{依据}，制定本指南。")
    let background = write(
      "{项目}是{地}面向{对象}设立的专门政策，由{机关}{科室}具体负责。申请人应当认真阅读本指南，对照条件如实{申办}。")
    let questions = zip(topic.all("问"), topic.all("答")).flatMap { pair -> [Block] in
      [.paragraph("问：" + write(pair.0)), .paragraph("答：" + write(pair.1))]
    }
    let body: [(String, [Block])] = [
      ("政策简介", [.paragraph(background)]),
      ("支持对象和条件", numbered(phrases("条件"))),
      ("支持方式和标准", numbered(phrases("支持"))),
      (write("{申办}材料清单"), numbered(phrases("材料"))),
      (write("{申办}流程"), procedure()),
      ("注意事项", requirements()),
      ("常见问题", questions),
      ("联系方式", [.paragraph(contact()), .paragraph(write("现场咨询地址：{地址}。"))]),
    ]
    return [.paragraph(intro)] + sections(body) + [signature]
  }

  /// 申请表: labels with room to fill in.
  private mutating func form() -> [Block] {
    let rows: [[String]] = [
      ["填报项目", "填报内容"],
      ["申请单位（盖章）", write("示例：{公司}")],
      ["统一社会信用代码", write("91510100MA6{n:100-999}{n:1000-9999}X")],
      ["法定代表人", write("{姓名}")],
      ["联系人及电话", write("{姓名}　{电话}")],
      ["注册地址", write("{地址}")],
      ["申请事项", write("{项目}")],
      ["申请金额（万元）", write("{n:5-200}")],
      ["符合的条件", write(phrase("条件"))],
      ["项目主要内容", write("（500字以内，说明建设内容、投资规模、进度安排和预期绩效）")],
      ["申请单位承诺", "本单位对申报材料的真实性、完整性负责，如有虚假，愿承担相应法律责任。"],
      ["区（市）县主管部门意见", "（盖章）　　年　　月　　日"],
      [write("{机关}意见"), "（盖章）　　年　　月　　日"],
    ]
    return [.table(rows), .paragraph(write("填表说明：本表一式{n:2-4}份，用A4纸双面打印，随申报材料一并报送{科室}。"))]
  }
}
