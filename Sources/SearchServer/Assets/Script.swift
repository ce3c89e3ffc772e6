/// The one script of all pages; everything works without it.
enum Script {
  /// The script itself.
  static let source = "\"use strict\";\n" + display + slash + suggestions + clicks

  /// Large text and high contrast, kept in the browser. Runs before the page is drawn, so that nothing flickers.
  private static let display = """
    (function () {
      var root = document.documentElement;
      function kept(name) { try { return localStorage.getItem(name) === "on"; } catch (e) { return false; } }
      function keep(name, on) { try { localStorage.setItem(name, on ? "on" : "off"); } catch (e) {} }
      var names = ["large", "contrast"];
      names.forEach(function (name) { root.classList.toggle(name, kept(name)); });
      document.addEventListener("DOMContentLoaded", function () {
        var group = document.getElementById("display");
        if (!group) return;
        names.forEach(function (name) {
          var button = group.querySelector("[data-display=" + name + "]");
          button.setAttribute("aria-pressed", String(kept(name)));
          button.addEventListener("click", function () {
            var on = !root.classList.contains(name);
            root.classList.toggle(name, on);
            button.setAttribute("aria-pressed", String(on));
            keep(name, on);
          });
        });
        group.hidden = false;
      });
    })();

    """

  /// Tells which result was opened, by its place, where the page asks for it; the browser goes its way meanwhile.
  private static let clicks = """
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest(".hit h2 a"), list = link && link.closest("[data-clicks]");
      if (!list || !navigator.sendBeacon) return;
      var place = Array.prototype.indexOf.call(list.children, link.closest("li")) + list.start;
      navigator.sendBeacon("/beacon?q=" + encodeURIComponent(list.dataset.clicks) + "&n=" + place);
    });

    """

  /// `/` puts the cursor into the search box, unless something is being typed.
  private static let slash = """
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

  /// Suggestions below the box as a combobox (WAI-ARIA 1.2): nothing is asked or chosen while an input method composes.
  private static let suggestions = """
    document.addEventListener("DOMContentLoaded", function () {
      var box = document.getElementById("q");
      if (!box || !window.fetch) return;
      var list = document.createElement("ul"), chosen = -1, typed = "", timer = 0, asked = 0, composing = false;
      list.id = "suggestions";
      list.hidden = true;
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", box.dataset.suggestions);
      box.form.appendChild(list);
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-autocomplete", "list");
      box.setAttribute("aria-controls", list.id);
      box.setAttribute("aria-expanded", "false");
      function show(texts) {
        list.textContent = "";
        chosen = -1;
        box.removeAttribute("aria-activedescendant");
        texts.forEach(function (text, at) {
          var item = document.createElement("li");
          item.id = "suggestion-" + at;
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          item.textContent = text;
          list.appendChild(item);
        });
        list.hidden = texts.length === 0;
        box.setAttribute("aria-expanded", String(texts.length > 0));
      }
      function choose(at) {
        var items = list.children;
        if (chosen >= 0) items[chosen].setAttribute("aria-selected", "false");
        chosen = (at + 1 + items.length + 1) % (items.length + 1) - 1;
        box.value = chosen < 0 ? typed : items[chosen].textContent;
        if (chosen < 0) return box.removeAttribute("aria-activedescendant");
        items[chosen].setAttribute("aria-selected", "true");
        box.setAttribute("aria-activedescendant", items[chosen].id);
      }
      function ask() {
        var number = ++asked;
        typed = box.value;
        if (!typed.trim()) return show([]);
        fetch("/api/v1/suggest?q=" + encodeURIComponent(typed)).then(function (answer) {
          return answer.ok ? answer.json() : { suggestions: [] };
        }).then(function (found) {
          if (number === asked && document.activeElement === box) show(found.suggestions);
        }).catch(function () { show([]); });
      }
      function later() {
        clearTimeout(timer);
        if (!composing) timer = setTimeout(ask, 80);
      }
      box.addEventListener("compositionstart", function () { composing = true; });
      box.addEventListener("compositionend", function () { composing = false; later(); });
      box.addEventListener("input", later);
      box.addEventListener("blur", function () { asked++; show([]); });
      box.addEventListener("keydown", function (event) {
        if (event.isComposing || composing || list.hidden) return;
        if (event.key === "ArrowDown") choose(chosen + 1);
        else if (event.key === "ArrowUp") choose(chosen - 1);
        else if (event.key === "Escape") { box.value = typed; show([]); }
        else return;
        event.preventDefault();
      });
      list.addEventListener("mousedown", function (event) {
        event.preventDefault();
        if (event.target.parentNode !== list) return;
        box.value = event.target.textContent;
        box.form.submit();
      });
    });

    """
}
