package io.dlt4j.api;

import org.apiguardian.api.API;

/**
 * Implemented by a factory, a file format or a storage provider whose libraries keep something for as long as their classes are
 * there: threads that all their users share, hooks, entries in registries of the JVM.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface SupportsUnload {

    /**
     * Ends all of that. Called once for each implementing class, when no client, writer or store of the plugin is open any more and its
     * class loader is about to be closed; nothing of the plugin is called afterwards. Never called for a plugin on the class
     * path, whose libraries may have other users, nor for one with {@code native.access}, which stays. What it throws is logged.
     */
    void unload();
}
