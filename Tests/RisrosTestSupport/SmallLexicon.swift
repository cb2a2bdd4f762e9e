public import RisrosLexicon

/// A small Danish lexicon for tests of sentiment and drivers, so that their results do not move with
/// the words that come with risros. Bokmål and Nynorsk hold just enough for a sentence each.
public enum SmallLexicon {
  public static func library() throws -> LexiconLibrary { try TestLexicon.library(files) }

  private static let classes = "a1\t0 +t +e\nn1\t0 +en +er +erne\nn2\t0 +et +ene\nv1\t0 +r +de\n"

  private static let files: [String: String] = [
    "da/inflections.tsv": classes,
    "da/sentiment.tsv": """
    god\ta1\t3
    fin\ta1\t2
    fantastisk\ta1\t5
    hurtig\ta1\t2
    sød\ta1\t3
    dårlig\ta1\t-3
    elendig\ta1\t-4
    dyr\ta1\t-2
    langsom\ta1\t-2
    problem\t-\t-2\t\tproblemer problemet
    fejl\t-\t-2
    virke\tv1\t1
    anbefale\tv1\t3\tfinal
    svigte\tv1\t-3
    """,
    "da/scales.tsv": "høj\ta1\t+\nlav\ta1\t-\nlang\ta1\t+\nstor\ta1\t+\n",
    "da/negators.tsv": "ikke\tnot\naldrig\tnot\ningen\tno\nuden\twithout\n",
    "da/intensifiers.tsv": "meget\t150\nhelt\t130\nlidt\t60\nfor\ttoo\nalt for\ttoo\n",
    "da/connectives.tsv": """
    men\tbut
    selvom\talthough
    og\tand
    fordi\tbecause
    hvis\tif
    at\tthat
    savner\twish
    ønsker\twish
    kunne være\twish
    alt i alt\tverdict
    hvorfor\twhy
    hos andre\telsewhere
    andre steder\telsewhere
    """,
    "da/drivers.tsv": """
    pris\tn1\tprice.level\t-
    gebyr\tn2\tprice.fees\t-
    dyr\ta1\tprice
    kvalitet\tn1\tquality\t+
    app\t-\tdigital.app\t\tappen apps
    hjemmeside\t-\tdigital.website\t\thjemmesiden
    information\tn1\tinformation\t+
    service\t-\tservice\t+\tservicen
    betjening\tn1\tservice
    ventetid\tn1\tservice.waiting\t-
    """,
    "da/phrases.tsv": "i top\t4\nspild af penge\t-4\tprice\n",
    "nb/sentiment.tsv": "bra\t-\t3\ndårlig\t-\t-3\n",
    "nb/negators.tsv": "ikke\tnot\n",
    "nb/connectives.tsv": "men\tbut\n",
    "nb/drivers.tsv": "prisen\t-\tprice\t-\nappen\t-\tdigital.app\n",
    "nn/sentiment.tsv": "god\t-\t3\ndårleg\t-\t-3\n",
    "nn/negators.tsv": "ikkje\tnot\n",
    "nn/connectives.tsv": "men\tbut\n",
    "nn/drivers.tsv": "prisen\t-\tprice\t-\nappen\t-\tdigital.app\n",
    "shared/taxonomy.tsv": """
    price\tPrice
    price.level\tPrice level
    price.fees\tFees
    quality\tQuality
    digital\tDigital
    digital.app\tApp
    digital.website\tWebsite
    information\tInformation
    service\tService
    service.waiting\tWaiting
    """,
  ]
}
