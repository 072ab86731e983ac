import Dispatch

extension DispatchSemaphore {
  /// Waits for so many signals on a thread of its own: a blocked thread of the pool could be the one that would signal.
  func arrivals(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        for _ in 0..<count { self.wait() }
        continuation.resume()
      }
    }
  }
}
