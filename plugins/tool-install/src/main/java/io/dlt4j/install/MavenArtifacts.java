package io.dlt4j.install;

import io.dlt4j.api.error.DltException;
import io.dlt4j.plugin.PluginError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositoryException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyFilter;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/** Resolves a plugin with its libraries as Maven does; a file whose checksum is not that of the repository is refused. */
final class MavenArtifacts {

    /** What plugins get from the host. */
    private static final Set<String> SHARED = Set.of("dlt4j-core-api", "slf4j-api", "jspecify", "apiguardian-api");

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    private final RemoteRepository repository;

    /** @param cache the local repository, in which what was fetched before is not fetched again */
    MavenArtifacts(Path cache, String url) {
        session.setSystemProperties(System.getProperties());
        session.setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(cache.toFile())));
        RepositoryPolicy strict =
                new RepositoryPolicy(true, RepositoryPolicy.UPDATE_POLICY_DAILY, RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        this.repository = new RemoteRepository.Builder("plugins", "default", url)
                .setPolicy(strict)
                .build();
    }

    /**
     * The jar of the plugin, then those of its libraries.
     *
     * @throws DltException if one cannot be had or is not what the repository says
     */
    List<Path> resolve(String coordinates) {
        CollectRequest collect = new CollectRequest();
        collect.setRoot(new Dependency(new DefaultArtifact(coordinates), JavaScopes.RUNTIME));
        collect.addRepository(repository);
        DependencyFilter wanted = DependencyFilterUtils.andFilter(
                DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME),
                (node, parents) -> node.getArtifact() == null
                        || !SHARED.contains(node.getArtifact().getArtifactId()));
        try {
            List<Path> files = new ArrayList<>();
            for (ArtifactResult result : system.resolveDependencies(session, new DependencyRequest(collect, wanted))
                    .getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                files.add(artifact.getFile().toPath());
            }
            return files;
        } catch (RepositoryException e) {
            throw new DltException(
                    PluginError.PLUGIN_INSTALL_FAILED,
                    coordinates + " cannot be fetched from " + repository.getUrl() + ": "
                            + String.valueOf(e.getMessage()).replace('\n', ' ') + ".",
                    "Check the coordinates, the repository and the network. A checksum that does not match means that the"
                            + " file was changed on its way.",
                    e);
        } finally {
            system.shutdown();
        }
    }
}
