"""The publications that the patterns and forms come from, and how each was checked.

``abstract``: its abstract was read, and says what is claimed of it here. ``given``: the published figures
were taken over from the evidence that the project began with and were not read again. ``form``: its abstract
was read and bears out the form of a rule, but not the pattern that cites it. ``memory``: cited from memory;
nobody has looked it up.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Reference(NamedTuple):
    """A publication: how it is cited, what and where it is, and how it was checked."""

    cited: str
    title: str
    checked: Literal["abstract", "form", "given", "memory"]


REFERENCES = (
    Reference(
        "Anderson 1998",
        "Customer satisfaction and word of mouth. Journal of Service Research 1(1)",
        "given",
    ),
    Reference(
        "Anderson & Sullivan 1993",
        "The antecedents and consequences of customer satisfaction for firms. Marketing Science 12(2), "
        "125-143",
        "given",
    ),
    Reference("Barnes 1997", "Closeness, strength, and satisfaction. Psychology & Marketing", "memory"),
    Reference(
        "Bendapudi & Berry 1997",
        "Customers' motivations for maintaining relationships with service providers. Journal of "
        "Retailing 73(1), 15-37",
        "given",
    ),
    Reference("Berry & Parasuraman 1991", "Marketing Services: Competing Through Quality", "memory"),
    Reference(
        "Bijmolt, van Heerde & Pieters 2005",
        "New empirical generalizations on the determinants of price elasticity. Journal of Marketing "
        "Research",
        "given",
    ),
    Reference(
        "Bolton, Kannan & Bramlett 2000",
        "Implications of loyalty program membership and service experiences for customer retention and "
        "value. Journal of the Academy of Marketing Science 28(1), 95-108",
        "abstract",
    ),
    Reference(
        "Boulding, Kalra, Staelin & Zeithaml 1993",
        "A dynamic process model of service quality: from expectations to behavioral intentions. Journal"
        " of Marketing Research 30(1), 7-27",
        "form",
    ),
    Reference(
        "Burnham, Frels & Mahajan 2003",
        "Consumer switching costs: a typology, antecedents, and consequences. Journal of the Academy of "
        "Marketing Science 31(2), 109-126",
        "abstract",
    ),
    Reference(
        "Dow Chemical case",
        "teaching case, as told in the texts that the model is built from",
        "memory",
    ),
    Reference(
        "Fader & Hardie 2007",
        "How to project customer retention. Journal of Interactive Marketing",
        "given",
    ),
    Reference(
        "Fader, Hardie & Lee 2005",
        "Counting your customers the easy way: an alternative to the Pareto/NBD model. Marketing Science",
        "given",
    ),
    Reference(
        "Goodhardt, Ehrenberg & Chatfield 1984",
        "The Dirichlet: a comprehensive model of buying behaviour. Journal of the Royal Statistical "
        "Society A",
        "given",
    ),
    Reference("Gupta, Lehmann & Stuart 2004", "Valuing customers. Journal of Marketing Research", "given"),
    Reference(
        "Hartmann & Viard 2008",
        "Do frequency reward programs create switching costs? Quantitative Marketing and Economics 6(2),"
        " 109-137",
        "abstract",
    ),
    Reference(
        "Hess, Ganesan & Klein 2003",
        "Service failure and recovery: the impact of relationship factors on customer satisfaction. "
        "Journal of the Academy of Marketing Science 31(2), 127-145",
        "abstract",
    ),
    Reference(
        "Johnson, Anderson & Fornell 1995",
        "Rational and adaptive performance expectations in a customer satisfaction framework. Journal of"
        " Consumer Research",
        "form",
    ),
    Reference(
        "Jones, Mothersbaugh & Beatty 2000",
        "Switching barriers and repurchase intentions in services. Journal of Retailing",
        "abstract",
    ),
    Reference("Kaplan", "the whale curve of customer profitability", "memory"),
    Reference(
        "Kivetz, Urminsky & Zheng 2006",
        "The goal-gradient hypothesis resurrected. Journal of Marketing Research 43(1), 39-58",
        "abstract",
    ),
    Reference(
        "Kotler",
        "Marketing Management (levels of relationship marketing by margin and number of customers)",
        "memory",
    ),
    Reference(
        "Lal & Bell 2003",
        "The impact of frequent shopper programs in grocery retailing. Quantitative Marketing and "
        "Economics 1(2), 179-202",
        "abstract",
    ),
    Reference(
        "Liu 2007",
        "The long-term impact of loyalty programs on consumer purchase behavior and loyalty. Journal of "
        "Marketing 71(4), 19-35",
        "abstract",
    ),
    Reference(
        "de Matos & Rossi 2008",
        "Word-of-mouth communications in marketing: a meta-analytic review. Journal of the Academy of "
        "Marketing Science",
        "given",
    ),
    Reference(
        "de Matos, Henrique & Rossi 2007",
        "Service recovery paradox: a meta-analysis. Journal of Service Research 10(1), 60-77",
        "abstract",
    ),
    Reference(
        "McCollough, Berry & Yadav 2000",
        "An empirical investigation of customer satisfaction after service failure and recovery. Journal"
        " of Service Research",
        "memory",
    ),
    Reference(
        "McQuitty, Finn & Wiley 2000",
        "Systematically varying consumer satisfaction and its implications for product choice. Academy "
        "of Marketing Science Review",
        "abstract",
    ),
    Reference(
        "Meyer-Waarden",
        "Grocery retail loyalty program effects: self-selection or purchase behavior change? Journal of "
        "the Academy of Marketing Science (2008)",
        "abstract",
    ),
    Reference(
        "Palmatier, Gopalakrishna & Houston 2006",
        "Returns on business-to-business relationship marketing investments. Marketing Science",
        "given",
    ),
    Reference(
        "Rand & Rust 2011",
        "Agent-based modeling in marketing: guidelines for rigor. International Journal of Research in "
        "Marketing 28(3), 181-193",
        "abstract",
    ),
    Reference(
        "Reinartz & Kumar 2002",
        "The mismanagement of customer loyalty. Harvard Business Review",
        "given",
    ),
    Reference(
        "Spreng, MacKenzie & Olshavsky 1996",
        "A reexamination of the determinants of consumer satisfaction. Journal of Marketing 60(3), 15-32",
        "memory",
    ),
    Reference(
        "Szymanski & Henard 2001",
        "Customer satisfaction: a meta-analysis of the empirical evidence. Journal of the Academy of "
        "Marketing Science 29(1), 16-35",
        "abstract",
    ),
    Reference("TARP", "Consumer complaint handling in America, as reported by others", "memory"),
    Reference(
        "Wright & Riebe 2010",
        "Double jeopardy in brand defection. European Journal of Marketing",
        "given",
    ),
)
"""In order of the alphabet."""
