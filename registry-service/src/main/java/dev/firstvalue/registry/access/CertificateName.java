package dev.firstvalue.registry.access;

import java.security.Principal;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The common name of a certificate's holder. */
public final class CertificateName {
  private CertificateName() {}

  /** The name; empty where the certificate has none. */
  public static Optional<String> of(Principal holder) {
    try {
      return new LdapName(holder.getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(value -> value.toString().replaceAll("\\p{Cntrl}", "?"))
              .findFirst();
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }
}
