package dev.clew.cli.serve;

import dev.clew.core.json.Json;
import dev.clew.push.ServerAddress;
import dev.clew.server.OwnerSocket;
import dev.clew.server.access.TokenAsk;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;

/// Where it is said who may do what with a server: at the server, or in its store while none runs.
public interface AccessDesk extends AutoCloseable {
  /// @return the token under `token`, and what it may
  Json.Obj create(TokenAsk ask);

  /// All that were made, the oldest first.
  List<Json.Obj> tokens();

  /// @return false when there is no such token, or it is revoked
  boolean revoke(String id);

  /// What was done in a month.
  ///
  /// @param from an offset
  /// @return `entries`, the oldest first, and `next` when there may be more
  Json.Obj audit(YearMonth month, long from);

  @Override
  void close();

  /// At a server, over the network.
  static AccessDesk at(ServerAddress address) {
    return ServerDesk.at(address);
  }

  /// In a database, which servers may be running on.
  static AccessDesk of(String database, InstantSource clock) {
    return StoreDesk.of(ServedStore.at(database, clock), clock);
  }

  /// In a data folder: through the server that has it, if one does.
  static AccessDesk in(Path folder, InstantSource clock) {
    Path socket = OwnerSocket.of(folder);
    return socket != null && OwnerSocket.isHeard(socket)
        ? ServerDesk.at(socket)
        : StoreDesk.of(ServedStore.in(folder, clock), clock);
  }
}
