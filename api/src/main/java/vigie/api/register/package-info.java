/**
 * The operator's register of processing as it really is (C-92): the tables that there are beside
 * what {@link vigie.register.RegisterCatalogue} declares of them; and the notice that patients
 * read, made of the same data (C-64).
 */
@NullMarked
package vigie.api.register;

import org.jspecify.annotations.NullMarked;
