/**
 * What an application calls to load data: a {@link io.dlt4j.Pipeline} runs {@linkplain io.dlt4j.Resource resources} into a
 * {@linkplain io.dlt4j.Destination destination}.
 */
@NullMarked
package io.dlt4j;

import org.jspecify.annotations.NullMarked;
