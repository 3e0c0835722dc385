package io.dlt4j.extract;

/** How the items of a {@link Part} follow each other. */
public enum PartForm {
    /** JSON values with white space or nothing between them; JSON lines are one case of it. */
    VALUES,
    /** The elements of a JSON array with a comma between them, without the brackets. */
    ELEMENTS
}
