// Indexes the shared token stream with Lucene and times queries on it, on one thread. Run by compare-engines; see `usage` below.
//
// Times are of IndexSearcher.search or .count alone: terms are looked up in it, Query objects are made before. Results have a line
// a query: qid, class, hits or count, scores of the hits separated by commas, all matching documents, then a time in µs a repetition.
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

public final class LuceneBench {
  private static final String USAGE = """
      usage: LuceneBench index INDEX-FOLDER TOKENS.tsv
             LuceneBench search INDEX-FOLDER QUERIES.tsv RESULTS.tsv WARM-UP-PASSES REPETITIONS""";

  public static void main(String[] arguments) throws Exception {
    FieldType body = tokens(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    run(arguments, USAGE, line -> document(line.split("\t", 4), body), LuceneBench::search);
  }

  /** Runs queries of a file on an index and writes results. */
  interface Search {
    void run(Path folder, Path queries, Path results, int warmUp, int repetitions) throws IOException;
  }

  /** Does what a program's arguments ask for: `index` with what makes a document of a line, or `search`. */
  static void run(String[] arguments, String usage, Function<String, Document> document, Search search) throws IOException {
    if (arguments.length == 3 && arguments[0].equals("index")) {
      index(Path.of(arguments[1]), Path.of(arguments[2]), document);
    } else if (arguments.length == 6 && arguments[0].equals("search")) {
      search.run(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]),
          Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
    } else {
      System.err.println(usage);
      System.exit(arguments.length == 1 && arguments[0].equals("--help") ? 0 : 2);
    }
  }

  /** A field of tokens with lengths. */
  static FieldType tokens(IndexOptions options) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(options);
    type.freeze();
    return type;
  }

  /** Makes an index of one segment of the lines of a file. */
  private static void index(Path folder, Path tokens, Function<String, Document> document) throws IOException {
    IndexWriterConfig settings = new IndexWriterConfig(new WhitespaceAnalyzer());
    settings.setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(1024).setUseCompoundFile(false);
    try (Directory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, settings);
        BufferedReader lines = Files.newBufferedReader(tokens)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        writer.addDocument(document.apply(line));
      }
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static Document document(String[] columns, FieldType body) {
    Document document = document(columns[1], Integer.parseInt(columns[2]));
    document.add(new Field("body", columns[3], body));
    return document;
  }

  /** A document with what filters ask for, still without text. */
  static Document document(String site, int date) {
    Document document = new Document();
    document.add(new StringField("site", site, Field.Store.NO));
    document.add(new IntPoint("date", date));
    document.add(new NumericDocValuesField("date", date));
    return document;
  }

  /** A line of the query file with its Lucene query, and what running it gave. */
  private static final class Run {
    final String id;
    final String queryClass;
    final boolean isCount;
    final int limit;
    final Query query;
    final List<Double> microseconds = new ArrayList<>();
    TopDocs top;
    int total;

    Run(String line) {
      String[] columns = line.split("\t", -1);
      id = columns[0];
      queryClass = columns[1];
      isCount = columns[2].startsWith("count_");
      limit = Integer.parseInt(columns[3]);
      query = filtered(matching(columns[2].replace("count_", ""), columns[5].split(" ")), columns[6]);
    }

    void once(IndexSearcher searcher, boolean isTimed) throws IOException {
      long start = System.nanoTime();
      if (isCount) {
        total = searcher.count(query);
      } else {
        // The threshold lets it skip from the first full queue of hits on: its fastest setting.
        top = searcher.search(query, new TopScoreDocCollectorManager(limit, null, limit));
      }
      long end = System.nanoTime();
      if (isTimed) {
        microseconds.add((end - start) / 1e3);
      }
    }

    String line() {
      String scores = isCount ? "" : scores(top);
      String hits = String.valueOf(isCount ? total : top.scoreDocs.length);
      return String.join("\t", id, queryClass, hits, scores, String.valueOf(total), times(microseconds));
    }
  }

  /** The scores of the hits, separated by commas. */
  static String scores(TopDocs top) {
    return Stream.of(top.scoreDocs).map(hit -> Float.toString(hit.score)).collect(Collectors.joining(","));
  }

  /** Times in columns. */
  static String times(List<Double> microseconds) {
    return microseconds.stream().map(time -> String.format(Locale.ROOT, "%.2f", time)).collect(Collectors.joining("\t"));
  }

  private static void search(Path folder, Path queries, Path results, int warmUp, int repetitions) throws IOException {
    List<Run> runs = Files.readAllLines(queries).stream().map(Run::new).toList();
    try (Directory directory = new MMapDirectory(folder); DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      System.out.println("segments " + reader.leaves().size());
      for (int pass = -warmUp; pass < repetitions; pass++) {
        for (Run run : runs) {
          run.once(searcher, pass >= 0);
        }
      }
      for (Run run : runs) {
        run.total = searcher.count(run.query);
      }
    }
    try (PrintWriter out = new PrintWriter(results.toFile(), StandardCharsets.UTF_8)) {
      runs.forEach(run -> out.println(run.line()));
    }
  }

  private static Query matching(String operation, String[] tokens) {
    if (tokens.length == 1) {
      return new TermQuery(new Term("body", tokens[0]));
    }
    if (operation.equals("phrase")) {
      return new PhraseQuery("body", tokens);
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String token : tokens) {
      all.add(new TermQuery(new Term("body", token)), operation.equals("and") ? Occur.MUST : Occur.SHOULD);
    }
    return all.build();
  }

  private static Query filtered(Query query, String filter) {
    if (filter.isEmpty()) {
      return query;
    }
    return new BooleanQuery.Builder().add(query, Occur.MUST).add(allowed(filter), Occur.FILTER).build();
  }

  /** What `site=…` or `date=first-last` lets through. */
  static Query allowed(String filter) {
    if (filter.startsWith("site=")) {
      return new TermQuery(new Term("site", filter.substring(5)));
    }
    String[] days = filter.substring("date=".length()).split("-");
    int first = Integer.parseInt(days[0]);
    int last = Integer.parseInt(days[1]);
    return new IndexOrDocValuesQuery(
        IntPoint.newRangeQuery("date", first, last), NumericDocValuesField.newSlowRangeQuery("date", first, last));
  }
}
