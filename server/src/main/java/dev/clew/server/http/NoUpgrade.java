package dev.clew.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.util.Map;

/// Lets a connection that has begun with HTTP/1.1 go on with it. To change it by `Upgrade: h2c` is
/// obsolete (RFC 9113, section 3.1), and the client of the JDK as well as curl 7 lose their place
/// when an answer of more than 32 kB comes right behind the change. Whoever begins with HTTP/2 has
/// it.
final class NoUpgrade extends ChannelInboundHandlerAdapter {
  /// So many tell Armeria which of the two a client has begun with.
  private static final int DECIDING_BYTES = 4;

  /// Armeria's, which is nobody else's to name.
  private static final String UPGRADES = "HttpServerUpgradeHandler";

  private int seen;

  /// To be called before anything is read.
  static void addTo(ChannelPipeline pipeline) {
    pipeline.addFirst(new NoUpgrade());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    // What handles upgrades is put there by the first bytes, and taken away before a whole request
    // has come by it.
    int first = Math.min(DECIDING_BYTES - seen, bytes.readableBytes());
    seen += first;
    context.fireChannelRead(bytes.readRetainedSlice(first));
    ChannelPipeline pipeline = context.pipeline();
    if (seen == DECIDING_BYTES) {
      for (Map.Entry<String, ChannelHandler> handler : pipeline) {
        if (handler.getValue().getClass().getSimpleName().equals(UPGRADES)) {
          pipeline.remove(handler.getKey());
        }
      }
    }
    context.fireChannelRead(bytes);
    if (seen == DECIDING_BYTES) {
      pipeline.remove(this);
    }
  }
}
