/*
 * Scripts that go along with a dataset and find every quote of it again, so that whoever gets one needs to trust nobody.
 * Python 3 with its standard library, because nearly every machine of somebody who works with data has it.
 */

export type VerifiedFormat = 'json' | 'jsonl' | 'csv' | 'datapackage'

export const VERIFY_FILE_NAME = 'verify.py'

const COMMON = `def cut(text, unit, start, end):
    if unit == "codepoint":
        return text[start:end]
    size, code = (2, "utf-16-le") if unit == "utf16" else (1, "utf-8")
    return text.encode(code)[start * size : end * size].decode(code)


def check(rows):
    checked = wrong = 0
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

const FRAGMENTS_OF_JSON = `def fragments(articles, unit):
    for article in articles:
        for annotation in article["annotations"]:
            for part in annotation["fragments"]:
                found = cut(article["text"], article.get("offsetUnit", unit), part["start"], part["end"])
                yield annotation["id"], found, part["quote"]
`

const SCRIPTS: Readonly<Record<VerifiedFormat, string>> = {
  json: `${head('python3 verify.py dataset.json', 'json, sys')}${COMMON}

${FRAGMENTS_OF_JSON}

with open(sys.argv[1], encoding="utf-8") as file:
    dataset = json.load(file)
check(fragments(dataset["articles"], dataset["offsetUnit"]))
`,
  jsonl: `${head('python3 verify.py dataset.jsonl', 'json, sys')}${COMMON}

${FRAGMENTS_OF_JSON}

with open(sys.argv[1], encoding="utf-8", newline="\\n") as file:
    check(fragments((json.loads(line) for line in file), "codepoint"))
`,
  // Texts are known by their hashes, so that it does not matter how their files are called.
  csv: `${head('python3 verify.py dataset.csv FOLDER_OF_TEXTS', 'csv, hashlib, json, pathlib, sys')}${COMMON}

def rows(path, folder):
    with open(path + "-metadata.json", encoding="utf-8") as file:
        about = json.load(file)
    texts = {}
    for place in pathlib.Path(folder).rglob("*.txt"):
        data = place.read_bytes()
        texts[hashlib.sha256(data).hexdigest()] = data
    hashes = {article["id"]: article["textSha256"] for article in about["standoff:articles"]}
    excel = about["standoff:profile"] == "excel"
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            row = {key: value[1:] if excel and value.startswith("'") else value for key, value in row.items()}
            if not row["start"]:
                continue
            text = texts[hashes[row["article_id"]]].decode("utf-8")
            spans = row["fragments"] or row["start"] + "-" + row["end"]
            parts = [map(int, span.split("-")) for span in spans.split(";")]
            found = " … ".join(cut(text, about["standoff:offsetUnit"], *part) for part in parts)
            yield row["annotation_id"], found, row["quote"]


csv.field_size_limit(2**31 - 1)
check(rows(sys.argv[1], sys.argv[2]))
`,
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

/** The script for a format, as the text of a file. It ends with 1 where a quote is not found. */
export const verifyScript = (format: VerifiedFormat): string => SCRIPTS[format]
