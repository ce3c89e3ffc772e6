"""What compare-engines and compare-ranking share: messages, failures with help, and commands whose use of the machine is measured."""
import json, os, pathlib, subprocess, sys


class Failure(Exception):
    """Something that a person must mend: a sentence, and what to do about it."""

    def __init__(self, problem, help):
        super().__init__(problem)
        self.help = help


def say(message):
    """A line about progress, on stderr."""
    print(f"{pathlib.Path(sys.argv[0]).name}: {message}", file=sys.stderr, flush=True)


def run(command, **options):
    """Runs a command and gives its standard output; a failure shows the end of what it said."""
    done = subprocess.run([str(part) for part in command], text=True, capture_output=True, **options)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()[-1500:]
        raise Failure(f"'{command[0]}' exited {done.returncode}:\n{said}", "run it by hand: " + " ".join(map(str, command)))
    return done.stdout


def measured(command, log, environment=None):
    """Runs a command, its output going to the file `log`; gives wall and CPU seconds and peak resident bytes as measure.py takes them."""
    result = pathlib.Path(f"{log}.json")
    wrapped = [sys.executable, pathlib.Path(__file__).with_name("measure.py"), result, log, *command]
    done = subprocess.run([str(part) for part in wrapped], env={**os.environ, **(environment or {})})
    if done.returncode != 0:
        raise Failure(f"'{command[0]}' exited {done.returncode}:\n{pathlib.Path(log).read_text()[-1500:]}", f"the whole output is in {log}")
    return read_json(result)


def read_json(path):
    return json.loads(pathlib.Path(path).read_text())


def write_json(path, value):
    """Written whole or not at all, so that its being there says that a step was finished."""
    path = pathlib.Path(path)
    partial = path.with_name(path.name + ".partial")
    partial.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
    partial.rename(path)
