# Copyright 2026 The Quiver authors
# SPDX-License-Identifier: Apache-2.0
"""What docker/ says of the checkout, and its YAML: read by a parser where PyYAML is there, and by Kubernetes' schemas where kubernetes-validate is.

    pip install kubernetes-validate && python bin/test/test_containers.py
"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))

from quiver.environment import DEFAULT_SPARK  # noqa: E402

try:
    import yaml
except ImportError:
    yaml = None
try:
    import kubernetes_validate
except ImportError:
    kubernetes_validate = None

DOCKER = ROOT / "docker"
DOCKERFILES = sorted(DOCKER.glob("Dockerfile*"))
MANIFESTS = sorted(DOCKER.glob("kubernetes/*.yaml"))


class ContainersTest(unittest.TestCase):
    def test_all_are_of_the_spark_that_quiver_is_built_for(self):
        for file in [*DOCKERFILES, *MANIFESTS]:
            for version in re.findall(r"(?:SPARK_VERSION=|apache/spark:|sparkVersion: )(\d+\.\d+\.\d+)", file.read_text()):
                self.assertEqual(DEFAULT_SPARK, version, file.name)

    def test_files_that_are_copied_are_there_or_are_built(self):
        for file in DOCKERFILES:
            for source in re.findall(r"^COPY (\S+) ", file.read_text(), re.MULTILINE):
                self.assertTrue("target/" in source or (ROOT / source).exists(), f"{file.name}: {source}")

    def test_jobs_that_are_submitted_are_among_the_examples(self):
        for file in [*DOCKERFILES, *MANIFESTS, DOCKER / "compose.yaml"]:
            for example in re.findall(r"/opt/quiver/(examples/\S+\.py)", file.read_text()):
                self.assertTrue((ROOT / example).exists(), f"{file.name}: {example}")

    @unittest.skipUnless(yaml, "without PyYAML")
    def test_services_have_an_image_and_wait_for_services_that_are_there(self):
        services = yaml.safe_load((DOCKER / "compose.yaml").read_text())["services"]
        for name, service in services.items():
            self.assertTrue((DOCKER / service["build"]["context"] / service["build"]["dockerfile"]).exists(), name)
            self.assertLessEqual(set(service.get("depends_on", [])), set(services))

    @unittest.skipUnless(yaml, "without PyYAML")
    def test_manifests_name_one_image_and_accounts_that_one_of_them_makes(self):
        documents = [document for file in MANIFESTS for document in yaml.safe_load_all(file.read_text())]
        accounts = {document["metadata"]["name"] for document in documents if document["kind"] == "ServiceAccount"}
        text = "\n".join(file.read_text() for file in MANIFESTS)
        self.assertLessEqual(set(re.findall(r"serviceAccount(?:Name)?[:=] ?(\S+)", text)), accounts)
        self.assertEqual({"spark-with-quiver"}, set(re.findall(r"image[:=] ?(\S+)", text)))

    @unittest.skipUnless(yaml and kubernetes_validate, "without kubernetes-validate")
    def test_manifests_are_as_kubernetes_schemas_have_them(self):
        for file in MANIFESTS:
            for document in yaml.safe_load_all(file.read_text()):
                if document["kind"] != "SparkApplication":  # of the Spark operator
                    kubernetes_validate.validate(document, "1.32", strict=True)


if __name__ == "__main__":
    unittest.main()
