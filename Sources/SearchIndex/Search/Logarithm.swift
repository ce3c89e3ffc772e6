#if canImport(Glibc)
  import Glibc
#endif

/// The natural logarithm, computed in double precision and rounded, as Rust's `f32::ln` gives it but for the last bit.
package func logarithm(_ value: Float) -> Float { Float(log(Double(value))) }

/// Two to the power of `exponent`, computed in double precision and rounded.
func powerOfTwo(_ exponent: Float) -> Float { Float(exp2(Double(exponent))) }
