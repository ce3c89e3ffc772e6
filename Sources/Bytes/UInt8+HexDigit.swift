extension UInt8 {
  /// The ASCII digit, 0…9 or a…f, of a number below 16.
  package var hexDigit: UInt8 { self < 10 ? 48 &+ self : 87 &+ self }
}
