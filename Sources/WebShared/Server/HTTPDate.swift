import Kernel

extension Moment {
  /// The form in which HTTP tells times: `Sun, 29 Nov 2026 12:15:00 GMT` (RFC 9110 5.6.7).
  var httpDate: String {
    let (day, time) = (iso.prefix(10), iso.dropFirst(11).prefix(8))
    // Of no moment a server meets.
    guard let date = CivilDate(iso: day) else { return iso }
    let weekday = Moment.weekdays[(date.daysSinceEpoch % 7 + 7) % 7]
    return "\(weekday), \(day.suffix(2)) \(Moment.months[date.month - 1]) \(day.prefix(4)) \(time) GMT"
  }

  /// From the day of the epoch on.
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
