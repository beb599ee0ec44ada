# What a proposal is made of and what became of it.
