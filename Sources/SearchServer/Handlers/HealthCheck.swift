/// `/healthz`: whether searches can be answered, for balancers and monitors.
enum HealthCheck {
  /// 200 with generation, documents and uptime, or 503 while there is no index.
  static func respond(_ session: SearchSession?, uptime: Duration) -> ServerResponse {
    var json = JSONWriter()
    json.object { json in
      json.member("status", session == nil ? "building" : "ok")
      json.key("generation")
      if let session { json.number(Int(session.holdings.generation)) } else { json.null() }
      json.member("documents", session?.holdings.documents ?? 0)
      json.member("uptimeSeconds", Int(uptime.components.seconds))
    }
    return ServerResponse(.json, json.bytes, status: session == nil ? 503 : 200)
  }
}
