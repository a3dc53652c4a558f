"""The regulators' room: inspections whose agencies and inspectors are both drawn (双随机). It promises that nobody chose either:
the list is the register as the public record has it, the seed was fixed before the list was, and anybody derives both orders again."""
