package io.sluice.e2e.bench.sink;

import io.sluice.core.pipeline.Servers;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.storage.Converter;

/** The converter as it is in the plugin directory, loaded like a worker does. */
final class InstalledConverter {

    static final String CLASS = "io.sluice.connect.avro.AvroConverter";

    enum Part {
        KEY,
        VALUE
    }

    private InstalledConverter() {}

    static Converter create(Servers servers, Part part) {
        try {
            Converter converter = Class.forName(CLASS, true, LOADER)
                    .asSubclass(Converter.class)
                    .getDeclaredConstructor()
                    .newInstance();
            converter.configure(
                    Map.of("schema.registry.url", servers.registry().url().toString()), part == Part.KEY);
            return converter;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("there is no converter in the plugin directory", e);
        }
    }

    private static final ClassLoader LOADER = loader();

    private static ClassLoader loader() {
        File[] jars = Path.of(System.getProperty("sluice.home"), "plugins", "sluice-avro-converter")
                .toFile()
                .listFiles();
        URL[] urls = new URL[jars == null ? 0 : jars.length];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars[i].toURI().toURL();
            }
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
        return new URLClassLoader(urls, InstalledConverter.class.getClassLoader());
    }
}
