import NIOCore

/// Closes a connection at its deadline, which may be moved at every piece that comes in without scheduling anew.
final class ConnectionTimer {
  private var deadline: NIODeadline?
  private var scheduled: (task: Scheduled<Void>, at: NIODeadline)?

  /// Sets the deadline, or another one.
  func set(_ deadline: NIODeadline, _ context: ChannelHandlerContext) {
    self.deadline = deadline
    if let scheduled, scheduled.at <= deadline { return }
    scheduled?.task.cancel()
    schedule(deadline, context)
  }

  /// Lets the connection wait as long as it likes.
  func stop() {
    deadline = nil
    scheduled?.task.cancel()
    scheduled = nil
  }

  private func schedule(_ time: NIODeadline, _ context: ChannelHandlerContext) {
    let task = context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
      scheduled = nil
      guard let deadline else { return }
      if context.eventLoop.now >= deadline {
        context.close(promise: nil)
      } else {
        schedule(deadline, context)
      }
    }
    scheduled = (task, time)
  }
}
