import CPoppler
import Documents

/// A character of a page with the box it is drawn in; y grows downwards, units are points.
struct PDFCharacter: Sendable {
  /// The code point; 10 ends a line.
  var scalar: UInt32
  /// The box.
  var left: Float, top: Float, right: Float, bottom: Float
}

/// An open PDF: the only owner of poppler's handles.
@safe struct PDFDocument: ~Copyable {
  private let document: OpaquePointer
  private let bytes: OpaquePointer

  /// How many pages it has.
  let pageCount: Int

  /// Opens a PDF that lies in memory; the bytes are copied.
  ///
  /// - Throws: `.encrypted` or `.damaged`.
  init(_ content: [UInt8]) throws(ExtractionFailure) {
    // SAFETY: GLib copies the bytes; both handles are checked and released in deinit or here.
    guard
      let bytes = unsafe content.withUnsafeBytes({
        unsafe g_bytes_new($0.baseAddress, gsize($0.count))
      })
    else { throw .memoryLimit }
    var error: UnsafeMutablePointer<GError>?
    guard let document = unsafe poppler_document_new_from_bytes(bytes, nil, &error) else {
      let isEncrypted = unsafe error?.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
      unsafe g_clear_error(&error)
      unsafe g_bytes_unref(bytes)
      throw isEncrypted ? .encrypted : .damaged
    }
    unsafe self.document = document
    unsafe self.bytes = bytes
    pageCount = unsafe max(0, Int(poppler_document_get_n_pages(document)))
  }

  deinit {
    // SAFETY: both are owned by this value alone.
    unsafe g_object_unref(UnsafeMutableRawPointer(document))
    unsafe g_bytes_unref(bytes)
  }

  /// The Info dictionary's title.
  var title: String? {
    // SAFETY: the string is ours to free; it is copied.
    guard let text = unsafe poppler_document_get_title(document) else { return nil }
    defer { unsafe g_free(text) }
    return unsafe String(cString: text)
  }

  /// When it says it was made (seconds since 1970); nil when it doesn't.
  var creationSeconds: Int? {
    // SAFETY: reads a number.
    let seconds = unsafe Int(poppler_document_get_creation_date(document))
    return seconds > 0 ? seconds : nil
  }

  /// The most headings that are read of an outline, and the deepest.
  private static let outlineLimit = (entries: 1000, depth: 8)

  /// The headings of the outline: as many as the limits let through, whatever circles the file has.
  var outline: [(level: Int, text: String)] {
    // SAFETY: the iterator is ours to free; nil means that there is no outline.
    guard let root = unsafe poppler_index_iter_new(document) else { return [] }
    defer { unsafe poppler_index_iter_free(root) }
    var entries: [(level: Int, text: String)] = []
    unsafe Self.read(root, level: 1, &entries)
    return entries
  }

  private static func read(
    _ iterator: OpaquePointer, level: Int, _ entries: inout [(level: Int, text: String)]
  ) {
    repeat {
      // SAFETY: the action is ours to free; its title, where there is one, is copied.
      guard let action = unsafe poppler_index_iter_get_action(iterator) else { continue }
      if let title = unsafe action.pointee.any.title {
        entries.append((level, unsafe String(cString: title)))
      }
      unsafe poppler_action_free(action)
      guard entries.count < outlineLimit.entries else { return }
      if level < outlineLimit.depth, let child = unsafe poppler_index_iter_get_child(iterator) {
        unsafe read(child, level: level + 1, &entries)
        unsafe poppler_index_iter_free(child)
      }
    } while unsafe entries.count < outlineLimit.entries && poppler_index_iter_next(iterator) != 0
  }

  /// The characters of a page in poppler's reading order; `hasImages` is looked up only when there are none.
  func page(_ index: Int) -> (characters: [PDFCharacter], hasImages: Bool) {
    // SAFETY: the page is checked and released; what it returns is copied and freed.
    guard let page = unsafe poppler_document_get_page(document, Int32(index)) else {
      return ([], false)
    }
    defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
    guard let text = unsafe poppler_page_get_text(page) else { return ([], false) }
    defer { unsafe g_free(text) }
    var boxes: UnsafeMutablePointer<PopplerRectangle>?
    var count: UInt32 = 0
    let hasLayout = unsafe poppler_page_get_text_layout(page, &boxes, &count) != 0
    defer { unsafe g_free(boxes) }
    let scalars = unsafe Array(String(cString: text).unicodeScalars)
    if scalars.allSatisfy({ $0.value <= 32 }) { return ([], unsafe Self.hasImages(page)) }
    let characters = scalars.enumerated().map { place, scalar in
      guard hasLayout, place < Int(count), let boxes = unsafe boxes else {
        return PDFCharacter(scalar: scalar.value, left: 0, top: 0, right: 0, bottom: 0)
      }
      // SAFETY: `place` is below the count that poppler gave for the array.
      let box = unsafe boxes[place]
      return PDFCharacter(
        scalar: scalar.value, left: Self.point(box.x1), top: Self.point(box.y1),
        right: Self.point(box.x2), bottom: Self.point(box.y2))
    }
    return (characters, false)
  }

  /// The width of a page as it is shown, in points; 0 where there is no such page.
  func width(of index: Int) -> Float {
    // SAFETY: the page is checked and released; the sizes are local.
    guard let page = unsafe poppler_document_get_page(document, Int32(index)) else {
      return 0
    }
    defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
    var (width, height) = (0.0, 0.0)
    unsafe poppler_page_get_size(page, &width, &height)
    return Self.point(width)
  }

  /// Draws a page on white.
  ///
  /// - Throws: `.damaged` where there is no such page or it has no extent, `.memoryLimit` where the image finds no room.
  func bitmap(of index: Int, limits: ExtractionLimits) throws(ExtractionFailure) -> PageBitmap {
    guard (0..<pageCount).contains(index) else { throw .damaged }
    // SAFETY: the page is checked and released; the sizes are local.
    guard let page = unsafe poppler_document_get_page(document, Int32(index)) else {
      throw .damaged
    }
    defer { unsafe g_object_unref(UnsafeMutableRawPointer(page)) }
    var (width, height) = (0.0, 0.0)
    unsafe poppler_page_get_size(page, &width, &height)
    guard let scale = PageBitmap.scale(width: width, height: height, limits: limits) else {
      throw .damaged
    }
    let (columns, rows) = (max(1, Int(width * scale)), max(1, Int(height * scale)))
    // SAFETY: surface and context are cairo's even when it has no memory, checked by their status, and released.
    let surface = unsafe cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows))
    defer { unsafe cairo_surface_destroy(surface) }
    let context = unsafe cairo_create(surface)
    defer { unsafe cairo_destroy(context) }
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    unsafe cairo_scale(context, scale, scale)
    unsafe poppler_page_render(page, context)
    unsafe cairo_surface_flush(surface)
    guard let grey = unsafe Self.grey(surface, columns, rows) else { throw .memoryLimit }
    return PageBitmap(width: columns, height: rows, grey: grey)
  }

  /// The grey values of a surface in RGB24; nil when it has no memory.
  private static func grey(_ surface: OpaquePointer?, _ columns: Int, _ rows: Int) -> [UInt8]? {
    // SAFETY: in RGB24 each of `rows` rows has `columns` native words 0x00RRGGBB, `stride` bytes apart, which cairo keeps while the surface lives.
    guard let pixels = unsafe cairo_image_surface_get_data(surface) else { return nil }
    let stride = unsafe Int(cairo_image_surface_get_stride(surface))
    let size = columns * rows
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { grey, count in
      for row in 0..<rows {
        let line = unsafe UnsafeRawPointer(pixels + row * stride)
        for column in 0..<columns {
          let pixel = unsafe line.load(fromByteOffset: column * 4, as: UInt32.self)
          unsafe grey[row * columns + column] = PageBitmap.luma(pixel)
        }
      }
      count = size
    }
  }

  /// A coordinate that later steps may turn into whole numbers, whatever the file says.
  private static func point(_ value: Double) -> Float {
    value.isFinite ? Float(max(-100_000, min(100_000, value))) : 0
  }

  private static func hasImages(_ page: OpaquePointer) -> Bool {
    // SAFETY: the list is ours to free.
    guard let list = unsafe poppler_page_get_image_mapping(page) else { return false }
    unsafe poppler_page_free_image_mapping(list)
    return true
  }
}
