package dev.clew.server.http;

import com.linecorp.armeria.common.util.DomainSocketAddress;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.clew.server.access.AuditLog;

/// From where somebody asks, and by what.
///
/// @param address of the client, as the nearest proxy says that is trusted; empty for the socket of
///   the data folder
/// @param isOwner whether it came by that socket, which only the owner of the folder may open
/// @param isSecure whether nobody between can have read it
public record Caller(String address, boolean isOwner, boolean isSecure) {
  private static final String FORWARDED_PROTO = "x-forwarded-proto";

  static Caller of(ServiceRequestContext context) {
    if (context.remoteAddress() instanceof DomainSocketAddress) {
      return new Caller("", true, true);
    }
    boolean isSecure = context.sessionProtocol().isTls() || isForwardedSecure(context);
    return new Caller(context.clientAddress().getHostAddress(), false, isSecure);
  }

  /// A proxy that is not trusted may say what it likes.
  private static boolean isForwardedSecure(ServiceRequestContext context) {
    return "https".equals(context.request().headers().get(FORWARDED_PROTO))
        && context
            .config()
            .server()
            .config()
            .clientAddressTrustedProxyFilter()
            .test(context.remoteAddress().getAddress());
  }

  /// Who that is, in the log.
  ///
  /// @param id of a principal
  public AuditLog.By by(String id) {
    return new AuditLog.By(id, address);
  }
}
