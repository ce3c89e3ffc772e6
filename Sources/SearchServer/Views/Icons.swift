/// The drawings of the pages, inline so that nothing is fetched for them.
enum Icons {
  /// The brand's mark: a bridge seen through a lens, 跨 and 搜.
  static let brand: Markup = """
    <svg class="logo" viewBox="0 0 40 40" aria-hidden="true" focusable="false">\
    <circle cx="17.5" cy="17.5" r="14" class="lens"/><path d="M28 28l8.5 8.5" class="lens"/>\
    <path d="M7.5 21.5h20M9.5 21.5c1.6-10.4 14.4-10.4 16 0M17.5 13.7v7.8M13.3 15.7v5.8M21.7 15.7v5.8" class="bridge"/></svg>
    """

  /// The lens on the search button.
  static let lens: Markup = """
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">\
    <circle cx="8.5" cy="8.5" r="5.7"/><path d="M12.9 12.9l4.6 4.6"/></svg>
    """

  /// The cross on a filter that can be dropped.
  static let cross: Markup = """
    <svg class="icon small" viewBox="0 0 12 12" aria-hidden="true" focusable="false">\
    <path d="M2.5 2.5l7 7M9.5 2.5l-7 7"/></svg>
    """

  /// The favicon, a file of its own.
  static let favicon = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="9" fill="#0f4c81"/>\
    <g fill="none" stroke="#fff" stroke-linecap="round"><circle cx="18" cy="18" r="11" stroke-width="3"/>\
    <path d="M26.5 26.5l6.5 6.5" stroke-width="3.6"/>\
    <path d="M10.5 21.2h15M12 21.2c1.3-7.6 10.7-7.6 12 0" stroke="#ffb199" stroke-width="2"/></g></svg>
    """
}
