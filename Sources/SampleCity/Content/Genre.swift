/// The kinds of documents that government sites publish.
package enum Genre: String, Sendable, CaseIterable {
  /// 通知 that calls for applications.
  case call
  /// 通知 that assigns work.
  case work
  /// 通知 that issues a measure, with its text.
  case issue
  /// A measure by itself: 第一条 …
  case policy
  /// 实施意见.
  case opinion
  /// 政策解读 in sections.
  case background
  /// 政策解读 as questions and answers.
  case questions
  /// 办事指南.
  case guide
  /// 公示 with a list of names.
  case publicity
  /// A short 公告.
  case announcement
  /// News of the office's work.
  case news

  /// What the label tables call the kind.
  package var chineseName: String {
    switch self {
    case .call, .work, .issue: "通知"
    case .policy, .opinion: "政策"
    case .background, .questions: "解读"
    case .guide: "办事指南"
    case .publicity: "公示"
    case .announcement: "公告"
    case .news: "动态"
    }
  }

  /// Whether such documents have a 文号.
  var hasDocumentNumber: Bool {
    switch self {
    case .call, .work, .issue, .policy, .opinion: true
    case .background, .questions, .guide, .publicity, .announcement, .news: false
    }
  }

  /// Title templates. `{项目}` and the other slots come from the topic.
  ///
  /// - Parameter applicable: whether one applies for the topic.
  func titles(applicable: Bool) -> [String] {
    switch self {
    case .call:
      [
        "关于<组织|开展|做好>{year}年{项目}申报工作的通知",
        "关于组织申报{year}年<度|第{批}批>{项目}的通知",
        "关于征集{year}年{项目}入库项目的通知",
      ]
    case .work:
      [
        "关于<做好|进一步做好|切实加强>{year}年{项目}<有关工作|工作>的通知",
        "关于开展{year}年{主题}专项检查的通知",
        "关于召开{主题}政策宣讲<会|培训会>的通知",
        "关于调整{主题}工作领导小组成员的通知",
      ]
    case .issue: ["关于印发《{地}{办法}》的通知", "关于修订印发《{地}{办法}》的通知"]
    case .policy: ["{地}{办法}", "{地}{办法}（{year}年修订）", "{地}{办法}（试行）"]
    case .opinion:
      ["关于<加快推进|全面加强|进一步规范>{主题}工作的实施意见", "关于促进{主题}高质量发展的若干意见"]
    case .background: ["《{地}{办法}》政策解读", "一图读懂：《{地}{办法}》", "解读：{year}年{主题}新政策有哪些变化"]
    case .questions: ["《{地}{办法}》政策问答", "{主题}热点问题解答（{year}年）", "{主题}政策问答"]
    case .guide: ["{事项}办事指南", "{事项}服务指南（{year}年版）", "{地}{事项}办理流程"]
    case .publicity where !applicable: ["{year}年<度|第{批}批>{项目}<审核|检查|评价>结果公示"]
    case .publicity:
      [
        "关于{year}年{项目}拟支持名单的公示", "{year}年<度|第{批}批>{项目}审核结果公示",
        "关于拟拨付{year}年{项目}资金的公示",
      ]
    case .announcement:
      ["关于{year}年{事项}办理时间调整的公告", "关于开通{主题}网上申报系统的公告", "{地}{主题}咨询电话公告"]
    case .news: ["{动态}"]
    }
  }
}
