extension CityHost {
  /// The address of an article: path and query as a crawler sends them.
  func articlePath(column: Column, number: Int, published: CityDate) -> String {
    let date = published
    switch addressing {
    case .dated:
      return "/\(column.key)/\(date.year)\(twoDigits(date.month))/t\(date.compact)_\(number).html"
    case .numbered:
      return
        "/art/\(date.year)/\(date.month)/\(date.day)/art_\(column.number)_\(number).html"
    case .included:
      let day = "\(date.year)-\(twoDigits(date.month))/\(twoDigits(date.day))"
      return "/c\(column.number)/\(day)/content_\(number).shtml"
    case .query: return "/Article_Show.asp?ArticleID=\(number)"
    case .bare: return "/detail/\(number)"
    case .chinese:
      return PercentEncoding.encode(Array("/\(column.name)/\(date.year)/\(number).html".utf8))
    }
  }

  /// The address of a column's list page; `page` counts from 0.
  func listPath(column: Column, page: Int) -> String {
    switch addressing {
    case .dated: return "/\(column.key)/" + (page == 0 ? "index.html" : "index_\(page).html")
    case .numbered:
      let base = "/col/col\(column.number)/index.html"
      return page == 0 ? base : "\(base)?pageNum=\(page + 1)"
    case .included:
      return "/c\(column.number)/" + (page == 0 ? "list.shtml" : "list_\(page + 1).shtml")
    case .query:
      let paging = page == 0 ? "" : "&page=\(page + 1)"
      guard traits.contains(.chineseQueries) else {
        return "/Article_Class.asp?ClassID=\(column.number)\(paging)"
      }
      return "/Article_Class.asp?ClassName=\(GBEncoding.percentEncode(column.name))\(paging)"
    case .bare: return page == 0 ? "/list/\(column.key)" : "/list/\(column.key)/\(page + 1)"
    case .chinese:
      let file = page == 0 ? "" : "\(page + 1).html"
      return PercentEncoding.encode(Array("/\(column.name)/\(file)".utf8))
    }
  }

  /// The list page's address as it is written into a page: with Chinese characters as they are
  /// where the site is so careless.
  func listReference(column: Column, page: Int) -> String {
    let path = listPath(column: column, page: page)
    if traits.contains(.chineseQueries) {
      let paging = page == 0 ? "" : "&page=\(page + 1)"
      return "/Article_Class.asp?ClassName=\(column.name)\(paging)"
    }
    guard addressing == .chinese else { return path }
    return "/\(column.name)/" + (page == 0 ? "" : "\(page + 1).html")
  }

  /// An article's address as it is written into a page.
  func articleReference(_ article: Article, column: Column, from sessionOf: String) -> String {
    if addressing == .chinese {
      return "/\(column.name)/\(article.published.year)/\(article.number).html"
    }
    guard traits.contains(.sessionIDs), let mark = article.path.firstIndex(of: "?") else {
      return article.path
    }
    var session = StableHash(seed: 47)
    session.combine(sessionOf)
    let path = article.path
    return "\(path[..<mark]);jsessionid=\(session.hexadecimal.uppercased())\(path[mark...])"
  }

  /// The address of an attachment.
  func attachmentPath(article number: Int, index: Int, published: CityDate, kind: AttachmentKind)
    -> String
  {
    let name = "P0\(published.compact)\(number)\(index + 1).\(kind.fileExtension)"
    switch addressing {
    case .dated: return "/attach/\(published.year)\(twoDigits(published.month))/\(name)"
    case .numbered: return "/module/download/\(name)"
    case .included: return "/uploads/\(published.year)/\(name)"
    case .query: return "/UploadFiles/\(published.year)\(published.month)/\(name)"
    case .bare: return "/files/\(name)"
    case .chinese: return PercentEncoding.encode(Array("/附件/\(name)".utf8))
    }
  }

  /// Articles on one list page.
  var articlesPerListPage: Int { kind == .portal ? 8 : 4 }

  /// The address of the home page's content; `/` unless the home page only leads there.
  var homePath: String {
    if traits.contains(.metaRefresh) { return "/index/" }
    return traits.contains(.frameset) ? "/main.asp" : "/"
  }
}
