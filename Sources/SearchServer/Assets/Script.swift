/// The one script of all pages; everything works without it.
enum Script {
  /// `/` puts the cursor into the search box, unless something is being typed.
  static let source = """
    "use strict";
    document.addEventListener("keydown", function (event) {
      var box = document.getElementById("q");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !box) return;
      var target = event.target;
      if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      event.preventDefault();
      box.focus();
      box.select();
    });

    """
}
