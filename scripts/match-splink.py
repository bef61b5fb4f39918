#!/usr/bin/env python3
"""Measures Splink on a table with known truth: time, memory, and pairs found within clusters.

    match-splink.py RECORDS.csv

The table is one that `matching --write` made: the columns of a customer table, `record_id` and
`true_id`. Splink is set up as its documentation advises for companies, with the cleaning that
anybody would do first: blanks, case and full width, and numbers without their marks.
"""

import resource
import sys
import time

import duckdb
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.internals.duckdb.database_api import DuckDBAPI

# In their half width, without blanks and in lower case.
TEXT = "nullif(lower(regexp_replace(translate({0}, '（）　', '() '), '\\s', '', 'g')), '')"
# The last eleven digits: one number is written with and without country code.
DIGITS = "nullif(right(regexp_replace({0}, '[^0-9]', '', 'g'), 11), '')"

CLEAN = f"""
CREATE TABLE records AS SELECT
  record_id AS unique_id,
  {TEXT.format('"客户名称"')} AS name,
  nullif(upper(regexp_replace("统一社会信用代码", '\\s', '', 'g')), '') AS credit_code,
  {TEXT.format('"法定代表人"')} AS legal_representative,
  {DIGITS.format('"手机"')} AS mobile,
  {DIGITS.format('"固定电话"')} AS phone,
  {TEXT.format('"邮箱"')} AS email,
  {TEXT.format('"地址"')} AS address,
  {TEXT.format('"区县"')} AS county,
  {TEXT.format('"成立日期"')} AS founded
FROM read_csv('{sys.argv[1]}', all_varchar = true)
"""

BLOCKS = [
    block_on("credit_code"),
    block_on("mobile"),
    block_on("phone"),
    block_on("email"),
    block_on("name"),
    block_on("substr(name, 1, 6)"),
    block_on("legal_representative", "county"),
]

SETTINGS = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.JaroWinklerAtThresholds("name", [0.95, 0.88]),
        cl.LevenshteinAtThresholds("credit_code", 1),
        cl.ExactMatch("legal_representative").configure(term_frequency_adjustments=True),
        cl.ExactMatch("mobile"),
        cl.ExactMatch("phone"),
        cl.ExactMatch("email"),
        cl.JaroWinklerAtThresholds("address", [0.95, 0.85]),
        cl.ExactMatch("founded"),
    ],
    blocking_rules_to_generate_predictions=BLOCKS,
    retain_matching_columns=False,
)

# Pairs within the clusters against pairs within the companies, counted by the sizes of groups.
SCORE = """
WITH grouped AS (
  SELECT c.cluster_id, t.true_id FROM clusters c
  JOIN (SELECT record_id, true_id FROM read_csv('{path}', all_varchar = true)) t
    ON t.record_id = c.unique_id
), pairs AS (
  SELECT (SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) n FROM grouped GROUP BY cluster_id)),
         (SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) n FROM grouped GROUP BY true_id)),
         (SELECT sum(n * (n - 1) / 2) FROM (SELECT count(*) n FROM grouped GROUP BY cluster_id, true_id))
) SELECT * FROM pairs
"""


def main():
    began = time.monotonic()
    connection = duckdb.connect()

    def run(sql):
        return connection.execute(sql).fetchall()

    run("SET threads = 2")
    run(CLEAN)
    records = run("SELECT count(*) FROM records")[0][0]
    api = DuckDBAPI(connection)
    linker = Linker(api.register("records"), SETTINGS, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("credit_code"), block_on("name")], recall=0.7
    )
    training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    for rule in [block_on("name"), block_on("mobile")]:
        training.estimate_parameters_using_expectation_maximisation(rule)
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, 0.95)
    seconds = time.monotonic() - began
    run(f"CREATE TABLE clusters AS SELECT * FROM {clusters.physical_name}")
    found, true, right = run(SCORE.format(path=sys.argv[1]))[0]
    precision, recall = right / found, right / true
    f1 = 2 * precision * recall / (precision + recall)
    # KiB on Linux.
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"records              {records}")
    print(f"time: all of these   {seconds:.2f} s on 2 threads")
    print(f"most memory          {memory} MB")
    print(f"precision {precision:.5f}  recall {recall:.5f}  F1 {f1:.5f}")


main()
