import type { OutputPart } from '../exporter.ts'

/*
 * Scripts that go along with a dataset and check every quote against its text, so that it can be verified without this
 * program. Python 3 with its standard library, which nearly everyone who works with data has.
 */

export type VerifiedFormat = 'file' | 'datapackage'

export const VERIFY_FILE_NAME = 'verify.py'

const COMMON = `def cut(text, unit, start, end):
    if unit == "codepoint":
        return text[start:end]
    size, code = (2, "utf-16-le") if unit == "utf16" else (1, "utf-8")
    return text.encode(code)[start * size : end * size].decode(code)


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def check(rows, texts=()):
    checked = wrong = 0
    for name, found, hashed in texts:
        if found != hashed:
            wrong += 1
            print(f"{name}: its text is not the one that was exported")
    for name, found, quote in rows:
        checked += 1
        if found != quote:
            wrong += 1
            print(f"{name}: {found!r} is not {quote!r}")
    print(f"{checked} quotes checked, {wrong} wrong")
    sys.exit(1 if wrong else 0)
`

const head = (usage: string, modules: string): string => `#!/usr/bin/env python3
"""Finds every quote of this dataset again in its text. Usage: ${usage}"""
import ${modules}


`

/** One script for the formats of a single file: two exports into one folder have the same one. */
const SINGLE_FILE = `${head('python3 verify.py dataset.json|dataset.jsonl|dataset.csv', 'csv, hashlib, json, sys')}${COMMON}

def texts(articles):
    return [(article["id"], digest(article["text"]), article["textSha256"]) for article in articles]


def fragments(articles, unit):
    for article in articles:
        for annotation in article["annotations"]:
            for part in annotation["fragments"]:
                found = cut(article["text"], article.get("offsetUnit", unit), part["start"], part["end"])
                yield annotation["id"], found, part["quote"]


def rows(path):
    with open(path + "-metadata.json", encoding="utf-8") as file:
        about = json.load(file)
    with open(path + "-texts.jsonl", encoding="utf-8", newline="\\n") as file:
        texts = {article["id"]: article["text"] for article in map(json.loads, file)}
    excel = about["standoff:profile"] == "excel"
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            row = {key: value[1:] if excel and value.startswith("'") else value for key, value in row.items()}
            if not row["start"]:
                continue
            spans = row["fragments"] or row["start"] + "-" + row["end"]
            parts = [map(int, span.split("-")) for span in spans.split(";")]
            text = texts[row["article_id"]]
            found = " … ".join(cut(text, about["standoff:offsetUnit"], *part) for part in parts)
            yield row["annotation_id"], found, row["quote"]


csv.field_size_limit(2**31 - 1)
path = sys.argv[1]
if path.endswith(".csv"):
    with open(path + "-texts.jsonl", encoding="utf-8", newline="\\n") as file:
        hashed = texts(map(json.loads, file))
    check(rows(path), hashed)
with open(path, encoding="utf-8", newline="\\n") as file:
    if path.endswith(".jsonl"):
        hashed = texts(map(json.loads, file))
        file.seek(0)
        check(fragments(map(json.loads, file), "codepoint"), hashed)
    dataset = json.load(file)
check(fragments(dataset["articles"], dataset["offsetUnit"]), texts(dataset["articles"]))
`

const SCRIPTS: Readonly<Record<VerifiedFormat, string>> = {
  file: SINGLE_FILE,
  datapackage: `${head('python3 verify.py, in the folder of the dataset', 'csv, hashlib, json, pathlib, sys')}${COMMON}

def table(name):
    with open(folder / (name + ".csv"), encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def rows(unit):
    articles = {row["id"]: row for row in table("articles")}
    places = {row["id"]: row["article_id"] for row in table("annotations")}
    current, text = None, ""
    for row in table("fragments"):
        article = articles[places[row["annotation_id"]]]
        if article is not current:
            current, data = article, (folder / article["text_file"]).read_bytes()
            text = data.decode("utf-8")
            yield article["id"], hashlib.sha256(data).hexdigest(), article["text_sha256"]
        yield row["annotation_id"], cut(text, unit, int(row["start"]), int(row["end"])), row["quote"]


csv.field_size_limit(2**31 - 1)
folder = pathlib.Path(__file__).resolve().parent
check(rows(json.loads((folder / "datapackage.json").read_text("utf-8"))["standoff:offsetUnit"]))
`,
}

/** The script for a kind of dataset, as the text of a file. It ends with 1 where a quote is not found. */
export const verifyScript = (format: VerifiedFormat): string => SCRIPTS[format]

/** The script beside a dataset of one file. */
export const verifyPart: OutputPart = { path: VERIFY_FILE_NAME, chunks: () => [verifyScript('file')] }
