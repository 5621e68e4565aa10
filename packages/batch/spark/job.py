"""Carries out a list of Spark SQL steps that Zhida compiled. It knows no rule: it reads, runs and writes.

Takes the path of a job file (JSON): {"master", "settings", "views": [{"name", "path", "format"}], "steps": [...]}.
A step is {"kind": "work", "name", "query"}, {"kind": "view", "name", "query"}, {"kind": "drop", "name"} or {"kind": "write", "query", "path", "label"}.
Says one JSON line for each finished step on stdout.
"""

import json
import sys

from pyspark.sql import SparkSession


def main(path):
    with open(path, encoding="utf-8") as file:
        job = json.load(file)
    builder = SparkSession.builder.appName("zhida")
    if job.get("master"):
        builder = builder.master(job["master"])
    for key, value in job["settings"].items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for view in job["views"]:
        reader = spark.read.option("header", "true") if view["format"] == "csv" else spark.read
        reader.format(view["format"]).load(view["path"]).createOrReplaceTempView(view["name"])
    works = {}
    for step in job["steps"]:
        if step["kind"] == "work":
            frame = spark.sql(step["query"]).cache()
            frame.createOrReplaceTempView(step["name"])
            works[step["name"]] = frame
        elif step["kind"] == "view":
            spark.sql(step["query"]).createOrReplaceTempView(step["name"])
        elif step["kind"] == "drop":
            works.pop(step["name"]).unpersist()
            spark.catalog.dropTempView(step["name"])
        else:
            frame = spark.sql(step["query"])
            frame.write.mode("overwrite").format("parquet").save(step["path"])
            print(json.dumps({"label": step["label"]}), flush=True)
    spark.stop()


main(sys.argv[1])
