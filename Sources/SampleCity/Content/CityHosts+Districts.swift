extension CityHost {
  /// The sites of the 23 districts, counties and zones.
  static let districtSites: [CityHost] = [
    district("yuntang", "云棠区", "云府发", "fuchi ruxue chengguan", 18, .utf8, .divisions, .dated),
    district("qinglu", "青麓区", "青府发", "chanye fuchi huanping", 16, .gbkMeta, .tables, .query),
    district("wanglan", "望澜区", "望府发", "zhaoshang fuchi", 16, .utf8, .semantic, .numbered),
    district("shacheng", "沙澄区", "沙府发", "chuangye shebao", 14, .utf8, .cards, .bare),
    district("beizhu", "北渚区", "北府发", "baozhangfang yanglao fuchi", 14, .gbkLate, .tables, .dated),
    district("nanzhu", "南渚区", "南府发", "gongshui nongye", 14, .utf8MetaLate, .divisions, .dated),
    district("shitong", "石桐区", "石府发", "chanye anquan fuchi", 16, .gbkMeta, .tables, .included),
    district("baixing", "白荇区", "白府发", "wenlv fuchi", 14, .utf8, .divisions, .numbered),
    district("zhuzhang", "竹樟区", "竹府发", "jiankang yibao", 14, .utf8, .pasted, .dated),
    district("landu", "兰渡区", "兰府发", "jiaotong zhaobiao", 14, .gbkHeader, .tables, .query),
    district("jinnan", "锦南区", "锦南府发", "ruxue fuchi rencai", 16, .utf8, .semantic, .chinese),
    district("longqiu", "龙湫区", "龙府发", "tiyu wenlv", 14, .gbkUnlabelled, .tables, .dated),
    district("liuting", "柳汀县", "柳府发", "nongye fuchi", 14, .gbkMeta, .tables, .query),
    district("wuchuan", "梧川县", "梧府发", "nongye gongshui", 14, .gbk18030, .tables, .dated),
    district("songxiu", "松岫县", "松府发", "wenlv nongye", 14, .gbkMeta, .tables, .included),
    district("qingyuan", "清沅县", "清府发", "fuchi huanping", 14, .utf8, .divisions, .numbered),
    district("chabei", "茶陂县", "茶府发", "nongye chuangye", 14, .gbkClaimsUTF8, .tables, .dated),
    district("yanxi", "雁溪县", "雁府发", "yanglao nongye", 14, .utf8, .semantic, .bare),
    district("hezhou", "鹤洲市", "鹤府发", "chanye zhaoshang fuchi", 16, .utf8, .divisions, .dated),
    district("rongtang", "榕塘市", "榕府发", "jinrong fuchi", 14, .gbkMeta, .divisions, .numbered),
    district(
      "gaoxin", "高新技术产业开发区", "锦高管发", "gaoqi fuchi shuzi zhishi", 22, .utf8, .cards, .bare,
      issuer: "锦澜高新技术产业开发区管理委员会"),
    district(
      "jingkai", "经济技术开发区", "锦经开发", "chanye fuchi zhaoshang", 20, .utf8, .divisions, .dated,
      issuer: "锦澜经济技术开发区管理委员会"),
    district(
      "landong", "澜东新区", "澜东管发", "zhaoshang rencai fuchi", 18, .utf8, .semantic, .numbered,
      issuer: "澜东新区管理委员会"),
  ]

  private static func district(
    _ id: String, _ name: String, _ prefix: String, _ topics: String, _ articleCount: Int,
    _ charset: PageCharset, _ layout: Layout, _ addressing: Addressing, issuer: String? = nil
  ) -> CityHost {
    let signer = issuer ?? "\(name)人民政府办公室"
    let siteName = issuer ?? "锦澜市\(name)人民政府"
    return site(
      id, siteName, signer, prefix, .district, topics, articleCount, charset, layout, addressing,
      charset.isGB ? .lower : .exact, charset.isGB ? .missing : .standard,
      charset.isGB ? .none : .plain, district: name)
  }
}
