import RisrosModel
import RisrosPipeline
import Testing

@Suite struct PipelineTests {
  private func complaint(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Diagnostic)?.description
    }
  }

  @Test func `a layer read must be written before`() {
    #expect(complaint { _ = try Pipeline([WritesTokens(), ReadsTokens()]) } == nil)
    #expect(
      complaint { _ = try Pipeline([ReadsTokens(), WritesTokens()]) } == """
        risros: error: stage reads-tokens reads the layer 'tokens', which no stage before it writes
          help: put a stage that writes 'tokens' before it; see risros stages
        """)
  }

  @Test func `a layer is written once`() {
    #expect(
      complaint { _ = try Pipeline([WritesTokens(), WritesTokens()]) } == """
        risros: error: stage writes-tokens writes the layer 'tokens' a second time
          help: name each stage once
        """)
  }

  @Test func `an unknown option names the known ones`() {
    let registry = StageRegistry([WritesTokens.self])
    #expect(
      complaint {
        _ = try Pipeline(
          registry: registry, context: StageContext(),
          options: ["writes-tokens": ["limit": "3", "lmit": "4"]])
      } == """
        risros: error: stage writes-tokens has no option 'lmit'
          help: it knows language, limit
        """)
    #expect(
      complaint {
        _ = try Pipeline(
          registry: StageRegistry([DeclaringStage.self]), context: StageContext(),
          options: ["declares": ["x": ""]])
      } == """
        risros: error: stage declares has no option 'x'
          help: it has none
        """)
  }

  @Test func `an unknown stage names the known ones`() {
    let registry = StageRegistry([WritesTokens.self, DeclaringStage.self])
    #expect(
      complaint {
        _ = try Pipeline(
          registry: registry, context: StageContext(), options: ["tokenise": [:]])
      } == """
        risros: error: there is no stage 'tokenise'
          help: the stages are writes-tokens, declares
        """)
  }

  @Test func `a resource that nobody provides is named`() throws {
    var context = StageContext()
    #expect(
      complaint { _ = try context.require(Int.self) }
        == "risros: error: a stage needs Int, which was not loaded")
    context.provide(17)
    #expect(try context.require(Int.self) == 17)
  }

  @Test func `a registry makes its stages in order with their options`() throws {
    var context = StageContext()
    context.provide(1)
    let pipeline = try Pipeline(
      registry: StageRegistry([WritesTokens.self, ReadsTokens.self]), context: context,
      options: ["writes-tokens": ["limit": "12"]])
    #expect(pipeline.stages.count == 2)
    #expect((pipeline.stages[0] as? WritesTokens)?.limit == "12")
  }
}
