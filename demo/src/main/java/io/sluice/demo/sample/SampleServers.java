package io.sluice.demo.sample;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.demo.account.PasswordFile;
import io.sluice.demo.account.PipelineRole;
import io.sluice.demo.account.PipelineUser;
import io.sluice.demo.shop.ShopSample;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * A MySQL and a PostgreSQL that were started elsewhere and have only their administrators' accounts.
 *
 * @param pipeline has the addresses of the servers and the target's database
 * @param passwords a directory with the files {@code mysql-root}, {@code mysql-sluice}, {@code postgres-superuser} and
 *     {@code postgres-sluice}
 */
public record SampleServers(Pipeline pipeline, Path passwords) {

    /**
     * Loads the sample shop, unless it exists, and makes the pipeline's accounts and the target's database.
     *
     * @return the number of rows that were loaded; 0 if the shop existed
     */
    public int prepare(long seed) throws SQLException {
        int rows;
        try (Connection root = open("jdbc:mysql://" + pipeline.source().address() + "/", "root", "mysql-root")) {
            rows = ShopSample.seedOf(root).isPresent()
                    ? 0
                    : ShopSample.load(root, seed).rows();
            PipelineUser.create(root, passwords.resolve("mysql-sluice"), List.of(ShopSample.DATABASE));
        }
        String postgres = "jdbc:postgresql://" + pipeline.target().address() + "/postgres";
        try (Connection superuser = open(postgres, "postgres", "postgres-superuser")) {
            PipelineRole.create(superuser, pipeline.target().database(), passwords.resolve("postgres-sluice"));
        }
        return rows;
    }

    private Connection open(String url, String user, String passwordFile) throws SQLException {
        return DriverManager.getConnection(url, user, PasswordFile.in(passwords.resolve(passwordFile)));
    }
}
