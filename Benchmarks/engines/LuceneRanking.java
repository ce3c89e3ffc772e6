// Times the recipe of kuasou's ranking in Lucene, on one thread: bigrams of body and title and single characters, each with its boost.
// Run by compare-ranking; see USAGE below.
//
// A line of LINES.tsv has a query, whether documents match that have "all" its words in the body, "some" or the "phrase" of them, a filter
// (site=…, date=first-last, or nothing), the words with blanks between, then the terms that add to a score as field:boost:documents:text.
// The best 50 by score are looked for, as kuasou does before it looks at the closeness of words, and what matches is counted. Query objects are made before; terms are looked up within the time. Results have
// a line a query: all matching documents, how many of the plain form's hits do not match, scores of the hits, then three times in µs a
// repetition: best 50 and count, best 50 alone, best 50 of the plain form.
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

public final class LuceneRanking {
  private static final String USAGE = """
      usage: LuceneRanking index INDEX-FOLDER TOKENS.tsv
             LuceneRanking search INDEX-FOLDER LINES.tsv RESULTS.tsv WARM-UP-PASSES REPETITIONS""";
  /** The documents whose closeness kuasou looks at. */
  private static final int DEPTH = 50;

  public static void main(String[] arguments) throws Exception {
    FieldType body = LuceneBench.tokens(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    FieldType other = LuceneBench.tokens(IndexOptions.DOCS_AND_FREQS);
    LuceneBench.run(arguments, USAGE, line -> document(line.split("\t", 5), body, other), LuceneRanking::search);
  }

  private static Document document(String[] columns, FieldType body, FieldType other) {
    Document document = LuceneBench.document(columns[0], Integer.parseInt(columns[1]));
    document.add(new Field("body", columns[2], body));
    document.add(new Field("title", columns[3], other));
    document.add(new Field("characters", columns[4], other));
    return document;
  }

  /** A line with its queries, and what running them gave. */
  private static final class Run {
    final boolean isSome;
    /** What counts: documents with all words in the body, with any, or with their phrase; of those that the filter lets through. */
    final Query matching;
    /** The ranking's terms, none of which a document must have. */
    final Query plain;
    /** The same for what matches alone; faster than a clause that must and others that should occur, in every class. */
    Query ranking;
    int strangers;
    final List<Double> counted = new ArrayList<>();
    final List<Double> alone = new ArrayList<>();
    final List<Double> plainAlone = new ArrayList<>();
    TopDocs top;
    int total;

    Run(String line) {
      String[] columns = line.split("\t", -1);
      isSome = columns[1].equals("some");
      BooleanQuery.Builder scores = new BooleanQuery.Builder();
      for (String column : List.of(columns).subList(4, columns.length)) {
        String[] parts = column.split(":", 4);
        Query term = new TermQuery(new Term(parts[0], parts[3]));
        scores.add(new BoostQuery(term, Float.parseFloat(parts[1])), Occur.SHOULD);
      }
      BooleanQuery.Builder words = words(columns[1], columns[3].split(" "));
      matching = (columns[2].isEmpty() ? words : words.add(LuceneBench.allowed(columns[2]), Occur.FILTER)).build();
      plain = scores.build();
      ranking = scores.add(matching, Occur.FILTER).setMinimumNumberShouldMatch(1).build();
    }

    private static BooleanQuery.Builder words(String kind, String[] words) {
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      if (kind.equals("phrase")) {
        return all.add(new PhraseQuery("body", words), Occur.MUST);
      }
      boolean isSome = kind.equals("some");
      for (String word : words) {
        all.add(new TermQuery(new Term("body", word)), isSome ? Occur.SHOULD : Occur.MUST);
      }
      return isSome ? all.setMinimumNumberShouldMatch(1) : all;
    }

    /** Where any term is enough, takes the plain form, which is faster still, if all its hits match: then they are the best that do. */
    void settle(IndexSearcher searcher) throws IOException {
      for (ScoreDoc hit : best(searcher, plain).scoreDocs) {
        strangers += searcher.explain(matching, hit.doc).isMatch() ? 0 : 1;
      }
      if (isSome && strangers == 0) {
        ranking = plain;
      }
    }

    void once(IndexSearcher searcher) throws IOException {
      long start = System.nanoTime();
      top = best(searcher, ranking);
      long found = System.nanoTime();
      total = searcher.count(matching);
      long end = System.nanoTime();
      best(searcher, plain);
      long last = System.nanoTime();
      counted.add((end - start) / 1e3);
      alone.add((found - start) / 1e3);
      plainAlone.add((last - end) / 1e3);
    }

    void forgetTimes() {
      Stream.of(counted, alone, plainAlone).forEach(List::clear);
    }

    String line() {
      return String.join("\t", String.valueOf(total), String.valueOf(strangers), LuceneBench.scores(top),
          LuceneBench.times(counted), LuceneBench.times(alone), LuceneBench.times(plainAlone));
    }
  }

  private static TopDocs best(IndexSearcher searcher, Query query) throws IOException {
    // The threshold lets it skip from the first full queue of hits on: its fastest setting.
    return searcher.search(query, new TopScoreDocCollectorManager(DEPTH, null, DEPTH));
  }

  private static void search(Path folder, Path lines, Path results, int warmUp, int repetitions) throws IOException {
    List<Run> runs = Files.readAllLines(lines).stream().map(Run::new).toList();
    try (Directory directory = new MMapDirectory(folder); DirectoryReader reader = DirectoryReader.open(directory)) {
      IndexSearcher searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null);
      System.out.println("segments " + reader.leaves().size());
      for (Run run : runs) {
        run.settle(searcher);
      }
      for (int pass = 0; pass < warmUp; pass++) {
        for (Run run : runs) {
          run.once(searcher);
        }
      }
      // A query again and again as kuasou-bench does it, so that memory is as warm for both.
      for (Run run : runs) {
        run.forgetTimes();
        for (int repetition = 0; repetition < repetitions; repetition++) {
          run.once(searcher);
        }
      }
    }
    try (PrintWriter out = new PrintWriter(results.toFile(), StandardCharsets.UTF_8)) {
      runs.forEach(run -> out.println(run.line()));
    }
  }
}
