// swift-tools-version: 6.3
import PackageDescription

/// Every target is compiled alike: Swift 6 mode, the six upcoming features, strict memory safety, no warning left standing.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// In release, the relocations of a position-independent program are packed (RELR): 2 MB less of it is read at start and stays resident.
/// gold, which is what Swift links with on Debian 12 unless told otherwise, doesn't know the format; glibc does since 2.36, Debian 12's.
/// SwiftPM refuses unsafe flags in a package that others depend on, which a package of programs isn't; debug builds don't get them.
let releaseLinking: [LinkerSetting] = [
  .unsafeFlags(
    ["-use-ld=bfd", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
    .when(configuration: .release))
]

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, swiftSettings: settings,
    linkerSettings: releaseLinking)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies + ["TestSupport"], exclude: exclude,
    swiftSettings: settings)
}

func product(_ name: String, _ package: String) -> Target.Dependency {
  .product(name: name, package: package)
}

let argumentParser = product("ArgumentParser", "swift-argument-parser")
let grdb = product("GRDB", "GRDB.swift")
let httpTypes = product("HTTPTypes", "swift-http-types")
let hummingbird = product("Hummingbird", "hummingbird")
let hummingbirdCore = product("HummingbirdCore", "hummingbird")
let hummingbirdTesting = product("HummingbirdTesting", "hummingbird")
let logging = product("Logging", "swift-log")
let nioCore = product("NIOCore", "swift-nio")
let nioHTTPTypes = product("NIOHTTPTypes", "swift-nio-extras")
let nioPosix = product("NIOPosix", "swift-nio")
let nioEmbedded = product("NIOEmbedded", "swift-nio")
let serviceLifecycle = product("ServiceLifecycle", "swift-service-lifecycle")
let tomlKit = product("TOMLKit", "TOMLKit")
let unixSignals = product("UnixSignals", "swift-service-lifecycle")

let package = Package(
  name: "kuasou",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // C libraries of Debian: a module map and a header of inline shims each, nothing else.
    .systemLibrary(name: "CKernels"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl"),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate"),
    .systemLibrary(name: "CICU", pkgConfig: "icu-uc"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib"),
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp"),
    .systemLibrary(name: "CUchardet", pkgConfig: "uchardet"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),

    // Modules, lowest first: an arrow points only to a line above (Scripts/check-layers).
    library("Bytes", ["CCrypto", "CDeflate", "CKernels", "CLinux", "CZlib", "CZstd"]),
    library("Tokenizer"),
    library("Charset", ["CICU"]),
    library("Documents", ["Bytes", "Charset", "CICU", tomlKit]),
    library("ExtractionClient", ["Bytes", "Charset", "Documents"]),
    library(
      "Extraction",
      ["Charset", "Documents", "CArchive", "CLibXML2", "CPoppler", "CUchardet"]),
    library("Sandbox", ["Bytes", "CLinux", "CSeccomp"]),
    library("Crawler", ["Bytes", "Charset", "Documents", "CCurl", "CLinux", grdb]),
    library("SearchIndex", ["Bytes", "CKernels", "Documents", "Tokenizer"]),
    library("QueryHelp", ["Documents", "SearchIndex", "Tokenizer"]),
    library("Indexer", ["Bytes", "Documents", "SearchIndex"]),
    library("QueryLog", ["Bytes", "Documents", "Tokenizer", grdb]),
    library("Editorial", ["Bytes", "Documents", "SearchIndex"]),
    library(
      "SearchServer",
      [
        "Bytes", "Documents", "Editorial", "QueryHelp", "QueryLog", "SearchIndex", httpTypes,
        hummingbird,
        hummingbirdCore,
        logging,
        nioCore, nioHTTPTypes, nioPosix, serviceLifecycle, unixSignals,
      ]),
    library("SampleCity", ["Bytes", "Charset", hummingbird, httpTypes, logging, nioCore]),

    // Programs.
    program(
      "kuasou",
      [
        "Bytes", "CLinux", "Charset", "Crawler", "Documents", "Editorial", "ExtractionClient",
        "Indexer", "QueryLog", "SearchIndex", "Tokenizer", argumentParser,
      ]),
    program(
      "kuasou-server",
      ["Bytes", "SearchServer", argumentParser, logging]),
    program("kuasou-extract", ["Bytes", "Documents", "Extraction", "ExtractionClient", "Sandbox"]),
    program("kuasou-city", ["SampleCity", argumentParser, logging]),
    .executableTarget(
      name: "kuasou-bench",
      dependencies: [
        "Bytes", "Documents", "Extraction", "ExtractionClient", "QueryHelp", "SearchIndex",
        "Tokenizer", argumentParser,
      ],
      path: "Benchmarks/kuasou-bench", swiftSettings: settings),

    // Tests: one target a module, the real binaries in CommandTests.
    .target(
      name: "TestSupport", dependencies: ["Bytes", "Documents"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("Bytes", ["Bytes"]),
    tests("Tokenizer", ["Tokenizer"]),
    tests("Charset", ["Charset"]),
    tests("Documents", ["Documents", "Bytes", "Charset"], exclude: ["URL/expected-failures.txt"]),
    tests("ExtractionClient", ["ExtractionClient", "Documents", "Bytes"]),
    tests("Extraction", ["Extraction", "Documents", "Bytes"]),
    tests("Sandbox", ["Sandbox"]),
    tests("Crawler", ["Crawler", "Documents", "Bytes", "Charset"]),
    tests("SearchIndex", ["SearchIndex", "Documents", "Tokenizer", "Bytes"]),
    tests("QueryHelp", ["QueryHelp", "SearchIndex", "Documents", "Bytes"]),
    tests("Indexer", ["Indexer", "Documents", "SearchIndex", "Bytes"]),
    tests("QueryLog", ["QueryLog", "Documents", "Bytes"]),
    tests("Editorial", ["Editorial", "SearchIndex", "Documents", "Bytes"]),
    tests(
      "SearchServer",
      [
        "Editorial", "QueryLog", "SearchServer", "SearchIndex", "Documents", "Bytes", httpTypes,
        hummingbird,
        hummingbirdTesting, logging, nioCore, nioEmbedded, nioHTTPTypes, nioPosix,
      ]),
    tests("SampleCity", ["SampleCity", "Bytes", "Charset", "Documents", "Extraction", logging]),
    tests("Command", ["Bytes", "Documents", "ExtractionClient"]),
  ],
  cxxLanguageStandard: .cxx17
)

// libFuzzer brings its own main, so its target exists only where `Fuzz/run` asks for it.
if Context.environment["KUASOU_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "kuasou-fuzz",
      dependencies: [
        "Bytes", "Charset", "Crawler", "Documents", "Extraction", "QueryHelp", "SearchIndex",
        "Tokenizer",
      ],
      path: "Fuzz/kuasou-fuzz", swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])]))
}
