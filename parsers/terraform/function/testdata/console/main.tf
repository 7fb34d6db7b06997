# The directory in which "terraform console" evaluates the expressions.
locals {
  greeting  = "Hello, $${name}!"
  loop      = "%%{ for x in list }<$${x}>%%{ endfor }"
  number    = 5
  recursive = "$${templatestring(inner, {})}"
  secret    = sensitive("hidden")
  empty     = ""
  tags      = { a = "1", b = "2" }
}
