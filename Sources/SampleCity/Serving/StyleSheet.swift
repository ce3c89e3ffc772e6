/// The style sheets, so that a person who follows a hit sees a page that looks like its time.
enum StyleSheet {
  /// The sheet at a path; an empty one for paths that no layout uses.
  static func text(at path: Substring) -> String {
    switch path {
    case "/css/style.css": tables
    case "/images/css.css": divisions
    case "/static/app.css": semantic
    default: "/* */"
    }
  }

  private static let tables = """
    body, td { font-size: 12px; line-height: 20px; font-family: 宋体, serif }
    a { color: #333; text-decoration: none }
    .content { font-size: 14px; line-height: 26px; padding: 12px }
    .xinxi, .weizhi { color: #666; background: #f5f5f5 }

    """

  private static let divisions = """
    body { margin: 0; font: 14px/1.8 "Microsoft YaHei", sans-serif; color: #333 }
    a { color: #1a4f8b; text-decoration: none } ul { list-style: none; margin: 0; padding: 0 }
    #top, #footer { background: #eee; text-align: center; padding: 6px }
    #header { background: #b31b1b; color: #fff; padding: 18px 40px }
    #nav { background: #8f1414; padding: 8px 40px } #nav li { display: inline-block; margin-right: 24px }
    #nav a { color: #fff } #main { width: 1000px; margin: 12px auto }
    .xxgk_info li { display: inline-block; width: 48%; border-bottom: 1px dotted #ccc }
    .xl_tit { text-align: center; color: #b31b1b } .xl_info { text-align: center; color: #888 }
    .xl_info span { margin: 0 10px } .TRS_Editor { font-size: 16px; line-height: 2 }
    .box h2 { border-bottom: 2px solid #b31b1b; font-size: 18px } .date, .more { float: right; color: #999 }
    .tb { border-collapse: collapse; width: 100% } #links li { display: inline-block; margin-right: 16px }

    """

  private static let semantic = """
    body { margin: 0; font: 16px/1.8 "PingFang SC", "Noto Sans CJK SC", sans-serif; color: #222 }
    a { color: #0b57a4; text-decoration: none }
    header { display: flex; gap: 24px; align-items: center; padding: 16px 32px; background: #0b57a4 }
    header a { color: #fff } header ul { display: flex; gap: 16px; list-style: none }
    main { max-width: 960px; margin: 16px auto; padding: 0 16px }
    .breadcrumb ol { display: flex; gap: 12px; list-style: none; padding: 0; color: #777 }
    article h1 { font-size: 28px } .meta, time { color: #777 } .list li { display: flex; justify-content: space-between }
    table { border-collapse: collapse } td, th { border: 1px solid #ddd; padding: 6px 10px }
    footer { margin-top: 32px; padding: 16px 32px; background: #f3f5f8; color: #666; font-size: 14px }

    """
}
