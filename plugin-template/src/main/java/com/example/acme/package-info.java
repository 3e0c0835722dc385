/** The destination acme: files in a folder. Start with {@link com.example.acme.Acme}. */
@NullMarked
package com.example.acme;

import org.jspecify.annotations.NullMarked;
