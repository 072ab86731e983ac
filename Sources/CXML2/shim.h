// Debian's libxml2 is built with ICU and its headers then include ICU's, which the compiler takes for a second copy of the one
// inside Foundation. Nothing we use of libxml2 has an ICU type in it.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlstring.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>
