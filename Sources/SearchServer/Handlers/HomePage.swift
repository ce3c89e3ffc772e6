/// `/`: the first page.
enum HomePage {
  /// The first page, which is there even while the index is being built.
  static func respond(to request: ServerRequest, _ session: SearchSession?) -> ServerResponse {
    guard let holdings = session?.holdings else {
      return ServerResponse(.html, HomeView(holdings: nil).render())
    }
    let tag = Revalidation.tag(holdings)
    if Revalidation.holds(request, tag) { return Revalidation.notModified(tag) }
    return ServerResponse(
      .html, HomeView(holdings: holdings).render(), caching: .revalidate, entityTag: tag)
  }

  /// Sends the browser to the first page.
  static var redirect: ServerResponse {
    var response = ServerResponse(.text, [], status: 303, caching: .never)
    response.headers = [("Location", LocalLink(path: "/").reference)]
    return response
  }
}
