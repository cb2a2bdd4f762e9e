internal import RisrosCLI

@main
struct Main {
  static func main() { RisrosCommand.runAndExit() }
}
