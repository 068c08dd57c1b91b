/*
 * Copyright 2026 The Quiver authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.quiver.exec.function.json;

import io.quiver.exec.function.Kernel;
import io.quiver.exec.function.NullIntolerantKernel;
import io.quiver.exec.function.ScalarFunction;
import io.quiver.exec.function.Signature;
import io.quiver.exec.kernel.json.JsonPath;
import io.quiver.exec.kernel.text.CodePoints;
import io.quiver.exec.vector.BytesColumn;
import io.quiver.exec.vector.ColumnType.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the value that a path leads to. Arguments: text, path. One pass finds several paths into the same texts. Source: Spark
 * 4.1.3 {@code GetJsonObject}.
 */
final class JsonPathValue implements ScalarFunction {
    static final ScalarFunction GET = new JsonPathValue();

    private JsonPathValue() {}

    @Override
    public String name() {
        return "get_json_object";
    }

    @Override
    public List<String> sparkClasses() {
        return List.of("org.apache.spark.sql.catalyst.expressions.GetJsonObject");
    }

    @Override
    public Optional<Kernel> kernel(Signature signature) {
        return kernelsOfOnePass(List.of(signature)).map(kernels -> kernels.get(0));
    }

    @Override
    public Optional<List<Kernel>> kernelsOfOnePass(List<Signature> signatures) {
        List<JsonPath> paths = new ArrayList<>(signatures.size());
        for (Signature signature : signatures) {
            path(signature).ifPresent(paths::add);
        }
        if (paths.size() < signatures.size()) {
            return Optional.empty();
        }
        JsonPathPass pass = new JsonPathPass(paths);
        List<Kernel> kernels = new ArrayList<>(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            int path = i;
            kernels.add(NullIntolerantKernel.naryOverConstants(
                    signatures.get(i).result(),
                    (arguments, rowCount, demanded) ->
                            pass.values(path, (BytesColumn) arguments[0].flat(), rowCount, demanded)));
        }
        return Optional.of(kernels);
    }

    private static Optional<JsonPath> path(Signature signature) {
        if (!signature.takes(Kind.STRING, Kind.STRING)) {
            return Optional.empty();
        }
        return signature
                .bytes(1)
                .filter(path -> CodePoints.isValid(path, 0, path.length))
                .flatMap(path -> JsonPath.parse(new String(path, StandardCharsets.UTF_8)));
    }

    /** Texts that are not of JSON's grammar go to Spark's code. */
    @Override
    public boolean isTotal(Signature signature) {
        return false;
    }
}
