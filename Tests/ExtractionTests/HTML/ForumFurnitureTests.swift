import Documents
import Testing

@testable import Extraction

@Suite("The furniture of forums")
struct ForumFurnitureTests {
  @Test("goes, and what people wrote stays")
  func dropsFurniture() {
    let posts = [
      "建议对企业扶持办法进行修改，现行办法的申报条件太高，小企业很难达到，希望有关部门研究。", "同意楼主的建议，发表于去年的意见稿里已经提到这一点，可惜没有下文。",
      "3楼说得对，材料太多，希望只跑一次；2019年发布的办法比这个简单得多。",
    ]
    let page = """
      <html><body><div class="content"><h1>建议修改扶持办法</h1><div>查看: 3481|回复: 3</div><div>楼主</div><p>\(posts[0])</p>
      <div>沙发</div><div>发表于 2024-4-11 11:52:24 | 只看该作者</div><p>\(posts[1])</p><div>#2</div><div>2024.06.09 09:57 发布</div>
      <p>\(posts[2])</p><div>4个评论</div><div>采纳数：1451 获赞数：249608</div><div>向TA提问 私信TA</div></div></body></html>
      """

    let content = Extractor.extract(
      bytes: Array(page.utf8), url: "http://bbs.example.cn/1",
      contentType: "text/html; charset=utf-8")

    for post in posts { #expect(content.text.contains(post)) }
    for word in ["沙发", "只看该作者", "#2", "09:57", "4个评论", "采纳数", "私信TA", "3481"] {
      #expect(!content.text.contains(word), "\(word) in \(content.text)")
    }
  }

  @Test(
    "has counters with their numbers",
    arguments: ["2点赞1评论", "浏览640", "获得点赞298", "文章被阅读60600", "12评论", "转发3收藏4点赞5"])
  func counters(line: String) {
    #expect(ForumFurniture.contains(Array(line.utf8)))
  }

  @Test("code that is shown with a button to copy it is text")
  func code() {
    let page = """
      <html><body><article><h1>安装说明</h1><p>先取得安装包，再用下面的命令安装，安装完毕后请重新启动服务，否则新的过滤规则不会生效。</p>
      <pre class="copy-ready"><button class="clipboard">复制</button><code class="share">pkg install 过滤</code></pre><p>装好以后再看一遍说明，尤其是关于升级的那一段。</p></article></body></html>
      """

    #expect(
      Extractor.extract(bytes: Array(page.utf8), url: nil, contentType: "text/html; charset=utf-8")
        .text.contains("pkg install 过滤"))
  }

  @Test(
    "is a whole line, never a part of one",
    arguments: [
      "沙发采购项目中标公告", "发表于人民日报", "3楼会议室改造工程", "查看更多政策解读", "#政策解读#", "12个评论员", "2024年发布", "阅读", "评论员",
      "3评论员文章", "阅读2009年的报告",
    ])
  func leavesSentences(line: String) {
    #expect(!ForumFurniture.contains(Array(line.utf8)))
  }
}
