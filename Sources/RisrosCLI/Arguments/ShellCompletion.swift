/// Completion for shells, made from the flag table: `risros --generate complete-bash`.
enum ShellCompletion {
  /// What `--generate` can make.
  static let kinds = ["man", "complete-bash", "complete-zsh", "complete-fish"]

  /// - Returns: nil for a kind that there is not.
  static func generated(_ kind: String) -> String? {
    switch kind {
    case "man": ManualPage.text
    case "complete-bash": bash
    case "complete-zsh": zsh
    case "complete-fish": fish
    default: nil
    }
  }

  private static var commands: [Command] { Command.allCases.filter { !$0.isHidden } }

  /// What a flag's value is completed with.
  private enum Value {
    case none, file, folder
    case words([String])
    /// One of these words first, then files.
    case wordsThenFiles([String])
    /// Something that only the user knows.
    case free
  }

  private static func value(of flag: Flag) -> Value {
    if !flag.choices.isEmpty { return .words(flag.choices) }
    switch flag.value {
    case nil: return .none
    case "FILE": return .file
    case "DIR": return .folder
    default: return .free
    }
  }

  /// What may stand behind a command but flags.
  private static func operands(of command: Command) -> Value {
    if command.readsInput || command == .evaluate { return .file }
    if command == .lexicon {
      return .wordsThenFiles(LexiconCommand.Task.allCases.map(\.rawValue))
    }
    if command == .state { return .words(["check", "prune", "rebuild"]) }
    return command == .config
      ? .words(commands.filter(\.takesSettings).map(\.rawValue)) : .none
  }

  // MARK: bash

  private static var bash: String {
    var text = """
      # Completion of risros for bash: source it, or put it where bash-completion looks.
      _risros() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= index
        COMPREPLY=()
        # bash cuts --flag=value in three.
        if [[ $word == "=" ]]; then word=; elif [[ $before == "=" ]]; then
          before=${COMP_WORDS[COMP_CWORD-2]}
        fi
        for ((index = 1; index < COMP_CWORD; index++)); do
          case ${COMP_WORDS[index]} in
            \(commands.map(\.rawValue).joined(separator: "|"))) command=${COMP_WORDS[index]}; break ;;
          esac
        done
        case $command:$before in
          :--generate) \(bashWords(kinds)); return ;;

      """
    for command in commands {
      for flag in Flag.of(command) where flag.value != nil {
        let names = (["--" + flag.name] + (flag.short.map { ["-\($0)"] } ?? []))
          .map { "\(command.rawValue):\($0)" }
        text += "    \(names.joined(separator: "|"))) "
        switch value(of: flag) {
        case .words(let words):
          text += "\(bashWords(words)); return ;;\n"
        case .file: text += "\(bashFiles); return ;;\n"
        case .folder: text += "\(bashFolders); return ;;\n"
        case .none, .free, .wordsThenFiles: text += "return ;;\n"
        }
      }
    }
    text += "  esac\n  case $command:$word in\n"
    let names = commands.map(\.rawValue) + ["help", "--help", "--version", "--generate"]
    text += "    :*) \(bashWords(names)) ;;\n"
    for command in commands {
      let flags = Flag.of(command).map { "--" + $0.name } + ["--help"]
      text += "    \(command.rawValue):-*) \(bashWords(flags)) ;;\n"
      switch operands(of: command) {
      case .file: text += "    \(command.rawValue):*) \(bashFiles) ;;\n"
      case .words(let words): text += "    \(command.rawValue):*) \(bashWords(words)) ;;\n"
      case .wordsThenFiles(let words):
        text += "    \(command.rawValue):*) if [[ $before == \(command.rawValue) ]]; then"
        text += " \(bashWords(words)); else \(bashFiles); fi ;;\n"
      case .none, .free, .folder: break
      }
    }
    return text + "  esac\n}\ncomplete -F _risros risros\n"
  }

  private static let bashFiles = "compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))"
  private static let bashFolders = "compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\"))"
  private static func bashWords(_ words: [String]) -> String {
    "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\"))"
  }

  // MARK: zsh

  private static let zshKinds = kinds.joined(separator: " ")

  private static var zsh: String {
    var text = """
      #compdef risros
      # Completion of risros for zsh: name it _risros and put it into a folder of $fpath.
      _risros() {
        local context state state_descr line
        typeset -A opt_args
        _arguments -C \\
          '(- *)'{-h,--help}'[show the help]' \\
          '(- *)--version[show the version]' \\
          '(- *)--generate[make the manual page or completions]:what:(\(zshKinds))' \\
          '1:command:->command' \\
          '*::argument:->argument'
        case $state in
          command)
            local -a commands=(

      """
    for command in commands {
      text += "        '\(command.rawValue):\(zshText(command.summary))'\n"
    }
    text += """
            )
            _describe command commands ;;
          argument)
            case $words[1] in

      """
    for command in commands {
      text += "        \(command.rawValue)) _arguments -s -S \\\n"
      text += "          '(- *)'{-h,--help}'[show the help]'"
      for flag in Flag.of(command) { text += " \\\n          " + zshEntry(flag) }
      switch operands(of: command) {
      case .file: text += " \\\n          '*:file:_files'"
      case .words(let words):
        text += " \\\n          '*:command:(\(words.joined(separator: " ")))'"
      case .wordsThenFiles(let words):
        text += " \\\n          '1:task:(\(words.joined(separator: " ")))' '*:file:_files'"
      case .none, .free, .folder: break
      }
      text += " ;;\n"
    }
    text += "      esac ;;\n  esac\n}\n"
    // The same file can be autoloaded and sourced.
    return text
      + "if [[ $funcstack[1] == _risros ]]; then _risros \"$@\"; else compdef _risros risros; fi\n"
  }

  private static func zshEntry(_ flag: Flag) -> String {
    let summary = "[\(zshText(flag.summary))]"
    let mark = flag.value == nil ? "" : "="
    let often = flag.repeats ? "*" : "(\(zshNames(flag).joined(separator: " ")))"
    let long = "--\(flag.name)\(mark)"
    let names =
      flag.short.map { "'\(often)'{-\($0)\(flag.value == nil ? "" : "+"),\(long)}'" }
      ?? "'\(often)\(long)"
    let action =
      switch value(of: flag) {
      case .none, .wordsThenFiles: ""
      case .free: ":\(flag.value!.lowercased()): "
      case .file: ":file:_files"
      case .folder: ":folder:_files -/"
      case .words(let words): ":\(flag.value!.lowercased()):(\(words.joined(separator: " ")))"
      }
    return names + summary + action + "'"
  }

  private static func zshNames(_ flag: Flag) -> [String] {
    (flag.short.map { ["-\($0)"] } ?? []) + ["--" + flag.name]
  }

  /// Text inside single quotes and brackets.
  private static func zshText(_ text: String) -> String {
    text.replacing("'", with: "'\\''").replacing("[", with: "\\[").replacing("]", with: "\\]")
      .replacing(":", with: "\\:")
  }

  // MARK: fish

  private static var fish: String {
    var text = """
      # Completion of risros for fish: put it into ~/.config/fish/completions.
      complete -c risros -f
      complete -c risros -n __fish_use_subcommand -s h -l help -d 'Show the help'
      complete -c risros -n __fish_use_subcommand -l version -d 'Show the version'
      complete -c risros -n __fish_use_subcommand -l generate -x -a '\(kinds.joined(separator: " "))'

      """
    for command in commands {
      text += "complete -c risros -n __fish_use_subcommand -a \(command.rawValue)"
      text += " -d \(fishText(command.summary))\n"
    }
    for command in commands {
      let start = "complete -c risros -n '__fish_seen_subcommand_from \(command.rawValue)'"
      for flag in Flag.of(command) {
        text += start + (flag.short.map { " -s \($0)" } ?? "") + " -l \(flag.name)"
        switch value(of: flag) {
        case .none, .wordsThenFiles: break
        case .free: text += " -x"
        case .file: text += " -r -F"
        case .folder: text += " -x -a '(__fish_complete_directories)'"
        case .words(let words): text += " -x -a '\(words.joined(separator: " "))'"
        }
        text += " -d \(fishText(flag.summary))\n"
      }
      switch operands(of: command) {
      case .file: text += start + " -F\n"
      case .words(let words): text += start + " -a '\(words.joined(separator: " "))'\n"
      case .wordsThenFiles(let words):
        text += start + " -F -a '\(words.joined(separator: " "))'\n"
      case .none, .free, .folder: break
      }
    }
    return text
  }

  private static func fishText(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
